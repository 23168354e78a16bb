/** What every backup directory has to keep to, and one in memory that fails when told to. */
@NullMarked
package io.leveredge.chronos.testkit.storage;

import org.jspecify.annotations.NullMarked;
