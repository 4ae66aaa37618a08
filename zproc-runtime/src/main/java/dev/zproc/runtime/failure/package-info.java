/**
 * Every exception that zproc throws, one sealed family; below all other packages, since a sealed
 * family must stand in one package and all of them throw.
 */
@NullMarked
package dev.zproc.runtime.failure;

import org.jspecify.annotations.NullMarked;
