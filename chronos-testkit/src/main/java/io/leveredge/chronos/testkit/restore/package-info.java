/**
 * What everything that puts components back, tries that they come back, or keeps a record of it
 * promises, and fakes of all of them that do what a test tells them.
 */
@NullMarked
package io.leveredge.chronos.testkit.restore;

import org.jspecify.annotations.NullMarked;
