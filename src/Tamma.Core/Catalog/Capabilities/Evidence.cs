using System.Collections.Immutable;
using Tamma.Catalog.Fields;

namespace Tamma.Catalog.Capabilities;

/// <summary>One place of a model's fields that can tell whether it has a capability.</summary>
public abstract record Evidence(Field Field)
{
    /// <summary>For people: <c>tool_call</c>, <c>modalities.input lists image</c>.</summary>
    public abstract string Text { get; }

    public Support In(FieldSet values) => values.TryGet(Field, out var value) ? Of(value) : Support.Unknown;

    private protected abstract Support Of(FieldValue value);

    /// <summary>A flag that says it in so many words.</summary>
    public sealed record Says(Field Field) : Evidence(Field)
    {
        public override string Text => Field.Path;

        private protected override Support Of(FieldValue value) => value.IsFlag ? Supports.Of(value.AsFlag()) : Support.Unknown;
    }

    /// <summary>A flag of something that needs this. Only a yes says something.</summary>
    public sealed record Implied(Field Field) : Evidence(Field)
    {
        public override string Text => $"{Field.Path} is true";

        private protected override Support Of(FieldValue value) => value.IsFlag && value.AsFlag() ? Support.Yes : Support.Unknown;
    }

    /// <summary>A flag that this needs. Only a no says something.</summary>
    public sealed record Needs(Field Field) : Evidence(Field)
    {
        public override string Text => $"{Field.Path} is not false";

        private protected override Support Of(FieldValue value) => value.IsFlag && !value.AsFlag() ? Support.No : Support.Unknown;
    }

    /// <summary>A list that names everything of its kind: what it does not name is not there. An empty list is none.</summary>
    public sealed record Lists(Field Field, string Word) : Evidence(Field)
    {
        public override string Text => $"{Field.Path} lists {Word}";

        private protected override Support Of(FieldValue value) =>
            !value.IsWords || value.AsWords().IsEmpty ? Support.Unknown
            : value.AsWords().Contains(Word, StringComparer.OrdinalIgnoreCase) ? Support.Yes
            : Support.No;
    }

    /// <summary>The same list where its word alone does not prove the capability, and its absence disproves it.</summary>
    public sealed record Lacks(Field Field, string Word) : Evidence(Field)
    {
        public override string Text => $"{Field.Path} lists no {Word}";

        private protected override Support Of(FieldValue value) =>
            value.IsWords && !value.AsWords().IsEmpty && !value.AsWords().Contains(Word, StringComparer.OrdinalIgnoreCase) ? Support.No : Support.Unknown;
    }

    /// <summary>A list in somebody's own words, which differ from provider to provider: one of them is a yes, their absence says nothing.</summary>
    public sealed record Mentions(Field Field, ImmutableArray<string> Words) : Evidence(Field)
    {
        public override string Text => $"{Field.Path} mentions {string.Join(" or ", Words)}";

        private protected override Support Of(FieldValue value)
        {
            foreach (var word in value.IsWords ? value.AsWords() : [])
            {
                if (Words.Contains(word, StringComparer.OrdinalIgnoreCase))
                {
                    return Support.Yes;
                }
            }

            return Support.Unknown;
        }
    }

    /// <summary>A text that is one of a few words, some of which exclude it.</summary>
    public sealed record IsOneOf(Field Field, ImmutableArray<string> Yes, ImmutableArray<string> No) : Evidence(Field)
    {
        public override string Text => $"{Field.Path} is {string.Join(" or ", Yes)}";

        private protected override Support Of(FieldValue value) =>
            !value.IsText ? Support.Unknown
            : Yes.Contains(value.AsText(), StringComparer.OrdinalIgnoreCase) ? Support.Yes
            : No.Contains(value.AsText(), StringComparer.OrdinalIgnoreCase) ? Support.No
            : Support.Unknown;
    }

    /// <summary>A price or size that nobody states of what is not there. Zero says nothing.</summary>
    public sealed record States(Field Field) : Evidence(Field)
    {
        public override string Text => $"{Field.Path} is stated";

        private protected override Support Of(FieldValue value) => value.IsNumber && value.AsNumber() > 0 ? Support.Yes : Support.Unknown;
    }

    /// <summary>A number that reaches a bound, or does not.</summary>
    public sealed record AtLeast(Field Field, decimal Number) : Evidence(Field)
    {
        public override string Text => $"{Field.Path} is at least {Number:N0}";

        private protected override Support Of(FieldValue value) => value.IsNumber ? Supports.Of(value.AsNumber() >= Number) : Support.Unknown;
    }

    /// <summary>The options of reasoning, each of a type. What is not among them is not there; no options at all say nothing.</summary>
    public sealed record Offers(Field Field, string Type) : Evidence(Field)
    {
        public override string Text => $"{Field.Path} has {Type}";

        private protected override Support Of(FieldValue value) =>
            !value.IsJson || !value.AsJson().Text.Contains("\"type\":", StringComparison.Ordinal) ? Support.Unknown
            : Supports.Of(value.AsJson().Text.Contains($"\"type\":\"{Type}\"", StringComparison.Ordinal));
    }
}
