/**
 * Configuration files as a component: folders are walked without following a link, what is found
 * goes into one archive, and an index tells where each file lies in it.
 */
@NullMarked
package io.leveredge.chronos.adapters.fs.config;

import org.jspecify.annotations.NullMarked;
