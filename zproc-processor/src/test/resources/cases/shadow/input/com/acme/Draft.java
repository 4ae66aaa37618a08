package com.acme;

public record Draft(java.util.List<Draft> drafts) {}
