/** zproc in Spring Boot: what an application gets by having this artifact. */
@NullMarked
package dev.zproc.spring;

import org.jspecify.annotations.NullMarked;
