@NullMarked
package dev.keelson.tool.httprequest;

import org.jspecify.annotations.NullMarked;
