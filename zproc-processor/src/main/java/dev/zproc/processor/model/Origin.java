package dev.zproc.processor.model;

/**
 * Where generated code belongs.
 *
 * @param packageName empty for the unnamed package
 * @param isPublic whether the class it is generated from can be used everywhere
 * @param shadowsJavaLang whether the package has a class named as one of {@code java.lang}, such as
 *     {@code String}
 * @param seesGenerated whether its module can see {@code javax.annotation.processing.Generated}
 */
public record Origin(
    String packageName, boolean isPublic, boolean shadowsJavaLang, boolean seesGenerated) {}
