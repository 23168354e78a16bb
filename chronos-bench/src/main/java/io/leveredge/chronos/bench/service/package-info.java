/** The service under measurement, as a process of its own on loopback. */
@NullMarked
package io.leveredge.chronos.bench.service;

import org.jspecify.annotations.NullMarked;
