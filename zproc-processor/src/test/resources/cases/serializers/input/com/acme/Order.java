package com.acme;

import dev.zproc.Serializers;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lets in a class that is not its own, for whoever uses it. */
@Serializers(PatternSerializer.class)
public record Order(List<Money> prices, @Nullable Pattern filter, Payment payment) {}
