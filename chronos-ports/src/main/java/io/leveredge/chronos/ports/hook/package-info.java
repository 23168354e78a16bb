/**
 * What an operator has decided to happen before and after backups, for example that an application
 * holds still meanwhile.
 */
@NullMarked
package io.leveredge.chronos.ports.hook;

import org.jspecify.annotations.NullMarked;
