/** What users write, for tests that show what they see. */
@NullMarked
package com.acme;

import org.jspecify.annotations.NullMarked;
