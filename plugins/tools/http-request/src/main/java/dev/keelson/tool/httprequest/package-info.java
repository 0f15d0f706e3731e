/** Tool that calls one HTTP endpoint which an agent declares, and lets the model fill in nothing but values. */
@NullMarked
package dev.keelson.tool.httprequest;

import org.jspecify.annotations.NullMarked;
