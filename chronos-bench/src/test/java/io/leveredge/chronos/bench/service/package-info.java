/** Tests of the package of the same name. */
@NullMarked
package io.leveredge.chronos.bench.service;

import org.jspecify.annotations.NullMarked;
