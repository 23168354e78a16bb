/** The folder for what is not a backup: the first token, and the embedded server. */
@NullMarked
package io.leveredge.chronos.app.state;

import org.jspecify.annotations.NullMarked;
