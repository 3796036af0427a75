/** Cost functions, each with its value, its gradient and its textbook form in one file. They work on logits. */
@NullMarked
package nn.core.loss;

import org.jspecify.annotations.NullMarked;
