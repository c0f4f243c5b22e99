package io.tidings.schema;

/** Where the runner stands. */
sealed interface SchemaState {

    record Waiting(String waitsFor) implements SchemaState {}

    record Current(int files) implements SchemaState {}

    record Refused(String why) implements SchemaState {}
}
