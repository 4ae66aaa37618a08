/** Redis, through Jedis. */
@NullMarked
package dev.zproc.benchmarks.play.redis;

import org.jspecify.annotations.NullMarked;
