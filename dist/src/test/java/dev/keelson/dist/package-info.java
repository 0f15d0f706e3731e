/** Tests of the whole: the built distribution in processes of its own, driven over HTTP. */
@NullMarked
package dev.keelson.dist;

import org.jspecify.annotations.NullMarked;
