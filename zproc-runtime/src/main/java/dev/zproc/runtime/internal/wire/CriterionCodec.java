package dev.zproc.runtime.internal.wire;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Criterion;
import dev.zproc.runtime.internal.engine.Operand;
import dev.zproc.runtime.internal.engine.ProtocolException;
import dev.zproc.runtime.internal.engine.Relation;
import dev.zproc.runtime.internal.engine.WireReader;
import dev.zproc.runtime.internal.engine.WireWriter;
import java.util.ArrayList;
import java.util.List;

/** Criteria, which may be nested at most {@link Criterion#MAX_DEPTH} deep. */
final class CriterionCodec {

  private static final int CONSTANT = 1;
  private static final int COMPARISON = 2;
  private static final int EXISTS = 3;
  private static final int CHANGED = 4;
  private static final int AND = 5;
  private static final int OR = 6;
  private static final int NOT = 7;

  private static final int KEY = 1;
  private static final int LITERAL = 2;

  // By position on the wire, whatever becomes of the order in the enum.
  private static final Relation[] RELATIONS = {
    Relation.EQUAL,
    Relation.NOT_EQUAL,
    Relation.LESS,
    Relation.LESS_OR_EQUAL,
    Relation.GREATER,
    Relation.GREATER_OR_EQUAL
  };

  private CriterionCodec() {}

  static void write(WireWriter out, Criterion criterion) {
    write(out, criterion, Criterion.MAX_DEPTH);
  }

  private static void write(WireWriter out, Criterion criterion, int deeper) {
    check(deeper);
    if (criterion instanceof Criterion.Constant constant) {
      out.u8(CONSTANT).bool(constant.holds());
    } else if (criterion instanceof Criterion.Comparison comparison) {
      out.u8(COMPARISON).u8(List.of(RELATIONS).indexOf(comparison.relation()));
      write(out, comparison.left());
      write(out, comparison.right());
    } else if (criterion instanceof Criterion.Exists exists) {
      out.u8(EXISTS).bytes(exists.key());
    } else if (criterion instanceof Criterion.Changed changed) {
      out.u8(CHANGED);
      SpecCodec.writeSelection(out, changed.keys());
    } else if (criterion instanceof Criterion.And and) {
      writeAll(out.u8(AND), and.parts(), deeper);
    } else if (criterion instanceof Criterion.Or or) {
      writeAll(out.u8(OR), or.parts(), deeper);
    } else if (criterion instanceof Criterion.Not not) {
      write(out.u8(NOT), not.negated(), deeper - 1);
    } else {
      throw new IllegalArgumentException("only the process that waits can tell " + criterion);
    }
  }

  private static void writeAll(WireWriter out, List<Criterion> criteria, int deeper) {
    out.varint(criteria.size());
    for (Criterion criterion : criteria) {
      write(out, criterion, deeper - 1);
    }
  }

  private static void write(WireWriter out, Operand operand) {
    if (operand instanceof Operand.Key key) {
      out.u8(KEY).bytes(key.key()).nullable(key.initial());
    } else if (operand instanceof Operand.Literal literal) {
      out.u8(LITERAL).nullable(literal.value());
    }
  }

  static Criterion read(WireReader in) {
    return read(in, Criterion.MAX_DEPTH);
  }

  private static Criterion read(WireReader in, int deeper) {
    check(deeper);
    int kind = in.u8();
    return switch (kind) {
      case CONSTANT -> new Criterion.Constant(in.bool());
      case COMPARISON -> {
        Relation relation = readRelation(in);
        yield new Criterion.Comparison(readOperand(in), relation, readOperand(in));
      }
      case EXISTS -> new Criterion.Exists(in.bytes());
      case CHANGED -> new Criterion.Changed(SpecCodec.readSelection(in));
      case AND -> new Criterion.And(readAll(in, deeper));
      case OR -> new Criterion.Or(readAll(in, deeper));
      case NOT -> new Criterion.Not(read(in, deeper - 1));
      default -> throw new ProtocolException("no criterion has the kind " + kind);
    };
  }

  private static List<Criterion> readAll(WireReader in, int deeper) {
    int count = in.count();
    List<Criterion> criteria = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      criteria.add(read(in, deeper - 1));
    }
    return criteria;
  }

  private static Relation readRelation(WireReader in) {
    int position = in.u8();
    if (position >= RELATIONS.length) {
      throw new ProtocolException("no relation has the number " + position);
    }
    return RELATIONS[position];
  }

  private static Operand readOperand(WireReader in) {
    int kind = in.u8();
    return switch (kind) {
      case KEY -> {
        Bytes key = in.bytes();
        yield new Operand.Key(key, in.nullable());
      }
      case LITERAL -> new Operand.Literal(in.nullable());
      default -> throw new ProtocolException("no operand has the kind " + kind);
    };
  }

  private static void check(int deeper) {
    if (deeper == 0) {
      throw new ProtocolException("a condition nested more than " + Criterion.MAX_DEPTH + " deep");
    }
  }
}
