using System.Collections.Immutable;

namespace Tamma.Catalog.Identities;

/// <summary>One thing that we believe of names. An edge and an answer name those that they rest on.</summary>
/// <param name="Name">Stable, for readers and programs.</param>
/// <param name="Meaning">One sentence.</param>
public sealed record IdentityRule(string Name, string Meaning)
{
    public static IdentityRule SameId { get; } = new("same_id", "The id is the canonical slug, letter for letter but for case.");
    public static IdentityRule Separators { get; } = new("separators", "Dot, dash, underscore, colon and space between the same words and numbers mean the same; so does none between a word and a number.");
    public static IdentityRule LabPrefix { get; } = new("lab_prefix", "A lab's name in front, in any of its spellings, says who made the model.");
    public static IdentityRule LabIsFamily { get; } = new("lab_is_family", "A lab's name in front can be the first word of the model's name too.");
    public static IdentityRule PathPrefix { get; } = new("path_prefix", "The part of a path that only routes says nothing of the model.");
    public static IdentityRule RegionPrefix { get; } = new("region_prefix", "A region in front says where the model is served.");
    public static IdentityRule VersionSuffix { get; } = new("version_suffix", "A revision of the service at the end, such as -v1:0 or @default, says nothing of the model.");
    public static IdentityRule ServingSuffix { get; } = new("serving_suffix", "A word at the end says how the model is served: price, weights' packing, host.");
    public static IdentityRule ModeSuffix { get; } = new("mode_suffix", "A word at the end says in which mode the model is asked, where its lab uses that word in no name of its own.");
    public static IdentityRule LeadingWord { get; } = new("leading_word", "A word in front says what the offer is for.");
    public static IdentityRule OwnName { get; } = new("own_name", "The provider's own name in front says who serves it.");
    public static IdentityRule MinorZero { get; } = new("minor_zero", "Version 4 and version 4.0 are one.");
    public static IdentityRule WordOrder { get; } = new("word_order", "The same words in another order, with the same numbers in the same order, are the same name.");
    public static IdentityRule JoinedDigits { get; } = new("joined_digits", "A version written without its dot, or with a p in its place, is that version.");
    public static IdentityRule OptionalPart { get; } = new("optional_part", "Active size and number of experts may be left out, and the word for instruction tuning where a size is named.");
    public static IdentityRule FirstVersion { get; } = new("first_version", "v1 at the end may be left out.");
    public static IdentityRule OpenTuned { get; } = new("open_tuned", "The word for instruction tuning may be added to a model whose weights are given away, where it is the only one of its name.");
    public static IdentityRule OnlyPreview { get; } = new("only_preview", "A name is its preview, as long as there is nothing but the preview.");
    public static IdentityRule OnlySize { get; } = new("only_size", "A name with a version and without a size is the one size that there is of it.");
    public static IdentityRule ExtraSize { get; } = new("extra_size", "A size may be added to a name with a version of which no sizes are known.");
    public static IdentityRule FamilyLeftOut { get; } = new("family_left_out", "The first word of a product line may be left out where the rest, with its version, is one model's.");
    public static IdentityRule DatedSnapshot { get; } = new("dated_snapshot", "A name with a date is a snapshot of the name without it.");
    public static IdentityRule OnlySnapshot { get; } = new("only_snapshot", "A name without a date is the one snapshot that there is of it.");
    public static IdentityRule Latest { get; } = new("latest", "A name that ends in latest points to the newest of its line.");
    public static IdentityRule BareIsLatest { get; } = new("bare_is_latest", "A name without a date is its line's latest pointer.");
    public static IdentityRule DisplayName { get; } = new("display_name", "The name for people is the canonical model's, and the id says nothing else.");
    public static IdentityRule IdIsDisplayName { get; } = new("id_is_display_name", "The id spells the canonical model's name for people.");
    public static IdentityRule Stated { get; } = new("stated", "A source says so.");
    public static IdentityRule Weights { get; } = new("weights", "A source names the weights, and they are the canonical model's.");

    public static ImmutableArray<IdentityRule> All { get; } =
    [
        SameId, Separators, LabPrefix, LabIsFamily, PathPrefix, RegionPrefix, VersionSuffix, ServingSuffix, ModeSuffix, LeadingWord, OwnName, MinorZero,
        WordOrder, JoinedDigits, OptionalPart, FirstVersion, OpenTuned, OnlyPreview, OnlySize, ExtraSize, FamilyLeftOut, DatedSnapshot, OnlySnapshot, Latest, BareIsLatest, DisplayName, IdIsDisplayName, Stated, Weights,
    ];

    public override string ToString() => Name;
}

/// <summary>A rule with the piece of text that it was applied to.</summary>
public readonly record struct RuleUse(IdentityRule Rule, string Text)
{
    public override string ToString() => Text.Length == 0 ? Rule.Name : $"{Rule.Name} '{Text}'";
}
