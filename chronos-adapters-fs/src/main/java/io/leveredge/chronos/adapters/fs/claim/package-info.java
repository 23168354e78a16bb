/** Claims on targets as locks that the operating system takes back from the dead. */
@NullMarked
package io.leveredge.chronos.adapters.fs.claim;

import org.jspecify.annotations.NullMarked;
