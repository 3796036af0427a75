/**
 * The finished program as its users meet it: jars in {@code target/modules}, processes, images. These tests run after packaging,
 * and use nothing of the program's classes in their own JVM.
 */
package nn.cli.outside;
