/** What a failed call answers: RFC 9457 problem details, from one table of codes. */
@NullMarked
package io.leveredge.chronos.api.problem;

import org.jspecify.annotations.NullMarked;
