package com.acme;

import dev.zproc.Serializer;

abstract class TextSerializer<T> implements Serializer<T, String> {}
