package dev.keelson.core.compatibility;

import static dev.keelson.core.compatibility.ChangeClass.BEHAVIOUR;
import static dev.keelson.core.compatibility.ChangeClass.BREAKING;
import static dev.keelson.core.compatibility.ChangeClass.COMPATIBLE;
import static dev.keelson.core.compatibility.ChangeClass.DOC;
import static dev.keelson.core.compatibility.ChangeClass.RISKY;

/** The table of compatibility: what a change from an old to a new schema means when it is of the input, or the output. */
enum Rule {
    // What people and models read
    TITLE_CHANGED("title.changed", DOC, DOC, "the title differs"),
    EXAMPLES_CHANGED("examples.changed", DOC, DOC, "the examples differ"),
    COMMENT_CHANGED("comment.changed", DOC, DOC, "the comment differs"),
    DESCRIPTION_CHANGED("description.changed", BEHAVIOUR, BEHAVIOUR, "the description differs, and the model reads it"),
    VALUES_DESCRIBED_OTHERWISE(
            "values.described-otherwise",
            BEHAVIOUR,
            BEHAVIOUR,
            "the values are described otherwise, and the model reads that"),
    DEFAULT_CHANGED(
            "default.changed",
            RISKY,
            COMPATIBLE,
            "the default differs: no value is refused, but who leaves the field out may get another result"),
    DEPRECATED_CHANGED("deprecated.changed", COMPATIBLE, COMPATIBLE, "the mark of deprecation differs"),
    ACCESS_CHANGED(
            "access.changed",
            COMPATIBLE,
            COMPATIBLE,
            "readOnly or writeOnly differs, which the validator enforces on neither side"),
    // Whole schemas
    SCHEMA_FORBIDDEN("schema.forbidden", BREAKING, COMPATIBLE, "no value is allowed any more where some were"),
    SCHEMA_ALLOWED("schema.allowed", COMPATIBLE, BREAKING, "values are allowed where none were"),
    SCHEMA_NARROWED("schema.narrowed", BREAKING, COMPATIBLE, "a place that took any value is now described"),
    SCHEMA_WIDENED("schema.widened", COMPATIBLE, BREAKING, "a place that was described now takes any value"),
    REF_UNRESOLVED(
            "ref.unresolved", RISKY, RISKY, "a reference can't be followed, so what stands behind it was not judged"),
    KEYWORD_UNKNOWN("keyword.unknown", RISKY, RISKY, "a keyword that is not judged differs"),
    DIALECT_CHANGED("dialect.changed", RISKY, RISKY, "the dialect or the base address of the schema differs"),
    DISCRIMINATOR_CHANGED(
            "discriminator.changed",
            RISKY,
            RISKY,
            "the discriminator differs, by which generated clients choose a class"),
    LIMIT_REACHED("limit.reached", RISKY, RISKY, "the schemas are too large or too deep to be judged to the end"),
    DISPROVED("disproved", BREAKING, BREAKING, "a value was found that one side sends and the other refuses"),
    // Types and null
    TYPE_CHANGED("type.changed", BREAKING, BREAKING, "the type is another"),
    TYPE_WIDENED("type.widened", COMPATIBLE, BREAKING, "further types are allowed"),
    TYPE_NARROWED("type.narrowed", BREAKING, COMPATIBLE, "fewer types are allowed"),
    NULL_ALLOWED("null.allowed", COMPATIBLE, BREAKING, "null is allowed now"),
    NULL_REMOVED("null.removed", BREAKING, COMPATIBLE, "null is not allowed any more"),
    // Values
    ENUM_VALUE_ADDED("enum.value-added", COMPATIBLE, RISKY, "the list of values has new ones"),
    ENUM_VALUE_REMOVED("enum.value-removed", BREAKING, COMPATIBLE, "the list of values has lost some"),
    ENUM_ADDED("enum.added", BREAKING, COMPATIBLE, "only listed values are allowed now"),
    ENUM_REMOVED("enum.removed", COMPATIBLE, BREAKING, "the list of values is gone"),
    CONST_ADDED("const.added", BREAKING, COMPATIBLE, "only one value is allowed now"),
    CONST_CHANGED("const.changed", BREAKING, BREAKING, "the only allowed value is another"),
    CONST_REMOVED("const.removed", COMPATIBLE, BREAKING, "the only allowed value is not the only one any more"),
    // Numbers
    MINIMUM_ADDED("minimum.added", RISKY, COMPATIBLE, "a least value is demanded where none was"),
    MINIMUM_RAISED("minimum.raised", BREAKING, COMPATIBLE, "the least value was raised"),
    MINIMUM_LOWERED("minimum.lowered", COMPATIBLE, BREAKING, "the least value was lowered"),
    MINIMUM_REMOVED("minimum.removed", COMPATIBLE, BREAKING, "the least value is gone"),
    MAXIMUM_ADDED("maximum.added", RISKY, COMPATIBLE, "a greatest value is demanded where none was"),
    MAXIMUM_LOWERED("maximum.lowered", BREAKING, COMPATIBLE, "the greatest value was lowered"),
    MAXIMUM_RAISED("maximum.raised", COMPATIBLE, BREAKING, "the greatest value was raised"),
    MAXIMUM_REMOVED("maximum.removed", COMPATIBLE, BREAKING, "the greatest value is gone"),
    MULTIPLE_OF_ADDED("multiple-of.added", BREAKING, COMPATIBLE, "values must be multiples now"),
    MULTIPLE_OF_NARROWED(
            "multiple-of.narrowed",
            BREAKING,
            COMPATIBLE,
            "values must be multiples of a multiple of the former number"),
    MULTIPLE_OF_WIDENED(
            "multiple-of.widened", COMPATIBLE, BREAKING, "values may be multiples of a divisor of the former number"),
    MULTIPLE_OF_CHANGED("multiple-of.changed", BREAKING, BREAKING, "values must be multiples of another number"),
    MULTIPLE_OF_REMOVED("multiple-of.removed", COMPATIBLE, BREAKING, "values need not be multiples any more"),
    // Strings
    MIN_LENGTH_RAISED("min-length.raised", BREAKING, COMPATIBLE, "texts must be longer"),
    MIN_LENGTH_LOWERED("min-length.lowered", COMPATIBLE, BREAKING, "texts may be shorter"),
    MAX_LENGTH_LOWERED("max-length.lowered", BREAKING, COMPATIBLE, "texts must be shorter"),
    MAX_LENGTH_RAISED("max-length.raised", COMPATIBLE, BREAKING, "texts may be longer"),
    PATTERN_ADDED("pattern.added", BREAKING, COMPATIBLE, "texts must match a pattern now"),
    PATTERN_CHANGED(
            "pattern.changed",
            RISKY,
            RISKY,
            "texts must match another pattern; which texts both accept was not proven"),
    PATTERN_REMOVED("pattern.removed", COMPATIBLE, RISKY, "texts need not match the pattern any more"),
    FORMAT_ADDED("format.added", BREAKING, COMPATIBLE, "texts must have a format now"),
    FORMAT_CHANGED("format.changed", BREAKING, BREAKING, "texts must have another format"),
    FORMAT_REMOVED("format.removed", COMPATIBLE, RISKY, "texts need not have the format any more"),
    CONTENT_CHANGED("content.changed", BREAKING, BREAKING, "the encoding, media type or schema of the content differs"),
    // Arrays
    MIN_ITEMS_RAISED("min-items.raised", BREAKING, COMPATIBLE, "lists must be longer"),
    MIN_ITEMS_LOWERED("min-items.lowered", COMPATIBLE, BREAKING, "lists may be shorter"),
    MAX_ITEMS_LOWERED("max-items.lowered", BREAKING, COMPATIBLE, "lists must be shorter"),
    MAX_ITEMS_RAISED("max-items.raised", COMPATIBLE, BREAKING, "lists may be longer"),
    UNIQUE_ITEMS_ADDED("unique-items.added", BREAKING, COMPATIBLE, "items must differ from each other now"),
    UNIQUE_ITEMS_REMOVED(
            "unique-items.removed", COMPATIBLE, BREAKING, "items need not differ from each other any more"),
    CONTAINS_ADDED("contains.added", BREAKING, COMPATIBLE, "lists must hold a certain item now"),
    CONTAINS_REMOVED("contains.removed", COMPATIBLE, BREAKING, "lists need not hold a certain item any more"),
    CONTAINS_NARROWED(
            "contains.narrowed",
            BREAKING,
            COMPATIBLE,
            "lists must hold more of, at most fewer of, or other certain items"),
    CONTAINS_WIDENED(
            "contains.widened",
            COMPATIBLE,
            BREAKING,
            "lists need to hold fewer of, or may hold more of, certain items"),
    CONTAINS_CHANGED("contains.changed", BREAKING, BREAKING, "lists must hold other items, or another number of them"),
    // Properties
    PROPERTY_ADDED("property.added", COMPATIBLE, RISKY, "a property is new that the other side did not allow before"),
    PROPERTY_ADDED_TO_OPEN(
            "property.added-to-open",
            RISKY,
            COMPATIBLE,
            "a property is described that could be sent with any value before"),
    PROPERTY_ADDED_TO_TYPED(
            "property.added-to-typed",
            BREAKING,
            BREAKING,
            "a property is new whose values are not those that undeclared properties had"),
    PROPERTY_ADDED_WITHIN(
            "property.added-within",
            COMPATIBLE,
            COMPATIBLE,
            "a property is described with values that undeclared properties had already"),
    PROPERTY_REQUIRED_ADDED("property.required-added", BREAKING, COMPATIBLE, "a property is new and required"),
    PROPERTY_BECAME_REQUIRED("property.became-required", BREAKING, COMPATIBLE, "a property must be present now"),
    PROPERTY_BECAME_OPTIONAL("property.became-optional", COMPATIBLE, BREAKING, "a property may be absent now"),
    PROPERTY_REMOVED("property.removed", RISKY, RISKY, "an optional property is not described any more"),
    PROPERTY_REMOVED_FROM_CLOSED(
            "property.removed-from-closed",
            BREAKING,
            RISKY,
            "a property is gone, and undeclared properties are refused"),
    PROPERTY_REMOVED_FROM_OPEN(
            "property.removed-from-open",
            COMPATIBLE,
            RISKY,
            "a property is not described any more, and any undeclared one is allowed"),
    PROPERTY_REQUIRED_REMOVED("property.required-removed", COMPATIBLE, BREAKING, "a required property is gone"),
    PROPERTY_RENAMED(
            "property.renamed",
            BREAKING,
            BREAKING,
            "a property seems to be renamed: type and description are the same; an adapter can map it"),
    ADDITIONAL_PROPERTIES_FORBIDDEN(
            "additional-properties.forbidden", BREAKING, COMPATIBLE, "undeclared properties are refused now"),
    ADDITIONAL_PROPERTIES_ALLOWED(
            "additional-properties.allowed", COMPATIBLE, RISKY, "undeclared properties are allowed now"),
    PATTERN_PROPERTIES_ADDED(
            "pattern-properties.added",
            BREAKING,
            COMPATIBLE,
            "properties whose name matches a pattern are described now"),
    PATTERN_PROPERTIES_REMOVED(
            "pattern-properties.removed",
            COMPATIBLE,
            BREAKING,
            "properties whose name matches a pattern are not described any more"),
    PATTERN_PROPERTIES_IMPLIED(
            "pattern-properties.implied",
            COMPATIBLE,
            COMPATIBLE,
            "properties whose name matches a pattern are described as they had to be already"),
    PATTERN_PROPERTIES_CHANGED(
            "pattern-properties.changed",
            BREAKING,
            BREAKING,
            "properties whose name matches a pattern may differ from what was agreed"),
    PROPERTY_NAMES_ADDED("property-names.added", BREAKING, COMPATIBLE, "the names of properties are restricted now"),
    PROPERTY_NAMES_REMOVED(
            "property-names.removed", COMPATIBLE, BREAKING, "the names of properties are not restricted any more"),
    MIN_PROPERTIES_RAISED("min-properties.raised", BREAKING, COMPATIBLE, "objects must have more properties"),
    MIN_PROPERTIES_LOWERED("min-properties.lowered", COMPATIBLE, BREAKING, "objects may have fewer properties"),
    MAX_PROPERTIES_LOWERED("max-properties.lowered", BREAKING, COMPATIBLE, "objects must have fewer properties"),
    MAX_PROPERTIES_RAISED("max-properties.raised", COMPATIBLE, BREAKING, "objects may have more properties"),
    DEPENDENT_REQUIRED_ADDED("dependent-required.added", BREAKING, COMPATIBLE, "a property demands another one now"),
    DEPENDENT_REQUIRED_REMOVED(
            "dependent-required.removed", COMPATIBLE, BREAKING, "a property does not demand another one any more"),
    DEPENDENT_SCHEMAS_ADDED(
            "dependent-schemas.added", BREAKING, COMPATIBLE, "a property makes a further schema apply now"),
    DEPENDENT_SCHEMAS_REMOVED(
            "dependent-schemas.removed", COMPATIBLE, BREAKING, "a property makes no further schema apply any more"),
    // Combinations
    ALL_OF_ADDED("all-of.added", BREAKING, COMPATIBLE, "a further schema must hold"),
    ALL_OF_REMOVED("all-of.removed", RISKY, RISKY, "a schema needs to hold no more"),
    ALL_OF_IMPLIED("all-of.implied", COMPATIBLE, COMPATIBLE, "a schema was joined or taken away that the others imply"),
    ANY_OF_ADDED("any-of.added", BREAKING, COMPATIBLE, "one of several schemas must hold now"),
    ANY_OF_REMOVED("any-of.removed", COMPATIBLE, BREAKING, "none of several schemas needs to hold any more"),
    ANY_OF_BRANCH_ADDED("any-of.branch-added", COMPATIBLE, BREAKING, "a further alternative is allowed"),
    ANY_OF_BRANCH_REMOVED("any-of.branch-removed", BREAKING, COMPATIBLE, "an alternative is gone"),
    ANY_OF_BRANCH_COVERED(
            "any-of.branch-covered",
            COMPATIBLE,
            COMPATIBLE,
            "alternatives differ, but all values of the one side are among those of the other"),
    ONE_OF_ADDED("one-of.added", BREAKING, COMPATIBLE, "exactly one of several schemas must hold now"),
    ONE_OF_REMOVED("one-of.removed", COMPATIBLE, BREAKING, "none of exactly one schema needs to hold any more"),
    ONE_OF_BRANCH_ADDED("one-of.branch-added", COMPATIBLE, BREAKING, "a further alternative is allowed"),
    ONE_OF_BRANCH_REMOVED("one-of.branch-removed", BREAKING, COMPATIBLE, "an alternative is gone"),
    ONE_OF_OVERLAP(
            "one-of.overlap",
            RISKY,
            RISKY,
            "alternatives of a oneOf differ that may overlap, and a value that fits two is refused"),
    NOT_ADDED("not.added", BREAKING, COMPATIBLE, "certain values are excluded now"),
    NOT_REMOVED("not.removed", COMPATIBLE, BREAKING, "certain values are not excluded any more"),
    NOT_WIDENED("not.widened", BREAKING, COMPATIBLE, "more values are excluded"),
    NOT_NARROWED("not.narrowed", COMPATIBLE, BREAKING, "fewer values are excluded"),
    NOT_CHANGED("not.changed", BREAKING, BREAKING, "other values are excluded"),
    CONDITION_ADDED("condition.added", BREAKING, COMPATIBLE, "a condition (if, then, else) applies now"),
    CONDITION_REMOVED("condition.removed", COMPATIBLE, BREAKING, "a condition (if, then, else) applies no more"),
    CONDITION_CHANGED("condition.changed", BREAKING, BREAKING, "a condition (if) differs"),
    UNEVALUATED_ADDED("unevaluated.added", BREAKING, COMPATIBLE, "what no other keyword has judged is restricted now"),
    UNEVALUATED_REMOVED(
            "unevaluated.removed", COMPATIBLE, BREAKING, "what no other keyword has judged is not restricted any more"),
    UNEVALUATED_ENTANGLED(
            "unevaluated.entangled",
            RISKY,
            RISKY,
            "the schema differs, and unevaluated properties or items depend on all of it");

    private final String id;
    private final ChangeClass input;
    private final ChangeClass output;
    private final String meaning;

    Rule(String id, ChangeClass input, ChangeClass output, String meaning) {
        this.id = id;
        this.input = input;
        this.output = output;
        this.meaning = meaning;
    }

    /** Id in answers and in the documentation: {@code input.enum.value-added}. */
    String id(Direction direction) {
        return direction.id() + '.' + id;
    }

    String id() {
        return id;
    }

    ChangeClass changeClass(Direction direction) {
        return direction == Direction.INPUT ? input : output;
    }

    /** What differs, as the beginning of a sentence. */
    String meaning() {
        return meaning;
    }
}
