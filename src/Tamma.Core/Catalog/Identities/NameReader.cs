using System.Collections.Immutable;

namespace Tamma.Catalog.Identities;

/// <summary>Takes a model's name apart by <see cref="NameTables"/> and <see cref="LabTable"/>. Pure; knows no model.</summary>
internal static class NameReader
{
    /// <summary>Names are foreign text; what is longer is read up to here.</summary>
    public const int Longest = 512;

    private const string FirstVersion = "-v1";

    public static NameReading Read(string name)
    {
        var text = name.Trim().ToLowerInvariant();
        var draft = new Draft(text.Length > Longest ? text[..Longest] : text);
        draft.TakePath();
        var behindVendor = draft.TakeDots();
        draft.TakeRevision(behindVendor);
        draft.TakeEnd();
        draft.TakeLeadingWords();
        return draft.Done();
    }

    /// <summary>
    /// Other stems that the same name may have: without the provider's own name, without a lab's name before a dash, with the
    /// lab's name back in front. Each is as good as the first, and is asked after it.
    /// </summary>
    public static IEnumerable<NameReading> Otherwise(NameReading reading, string? provider)
    {
        var plain = reading;
        if (reading.Uses.FirstOrDefault(use => use.Rule == IdentityRule.VersionSuffix && !use.Text.Contains(':', StringComparison.Ordinal)) is { Rule: not null } revision && revision.Text.StartsWith('-'))
        {
            yield return reading with { Stem = reading.Stem + revision.Text, Uses = reading.Uses.Remove(revision) };
        }

        if (provider is not null && OwnName(reading.Stem, provider) is { } own)
        {
            plain = reading.As(reading.Stem[(own.Length + 1)..], reading.Lab, new(IdentityRule.OwnName, own));
            yield return plain;
        }

        foreach (var one in ReferenceEquals(plain, reading) ? [reading] : new[] { reading, plain })
        {
            foreach (var prefix in LabTable.LeadingIn(one.Stem))
            {
                if (LabTable.OfPrefix(prefix) is { } lab && (one.Lab is null || one.Lab == lab))
                {
                    yield return one.As(one.Stem[(prefix.Length + 1)..].TrimStart('-'), lab, new(IdentityRule.LabPrefix, prefix));
                }
            }
        }

        if (reading.Stem.Length > FirstVersion.Length && reading.Stem.EndsWith(FirstVersion, StringComparison.Ordinal))
        {
            yield return reading.As(reading.Stem[..^FirstVersion.Length], reading.Lab, new(IdentityRule.FirstVersion, "v1"));
        }

        if (reading.Lab is { } stated && stated.Families.Contains(stated.Prefixes[0], StringComparer.Ordinal))
        {
            yield return reading.As($"{stated.Prefixes[0]}-{reading.Stem}", stated, new(IdentityRule.LabIsFamily, stated.Prefixes[0]));
        }
    }

    /// <summary>The provider's id, or its first word, where the name begins with it and it is no lab's.</summary>
    private static string? OwnName(string stem, string provider)
    {
        var dash = provider.IndexOf('-', StringComparison.Ordinal);
        foreach (var own in dash > 0 ? new[] { provider, provider[..dash] } : [provider])
        {
            if (stem.Length > own.Length + 1 && stem[own.Length] == '-' && stem.StartsWith(own, StringComparison.OrdinalIgnoreCase) && LabTable.OfPrefix(own) is null)
            {
                return own;
            }
        }

        return null;
    }

    private sealed class Draft(string text)
    {
        private readonly ImmutableArray<RuleUse>.Builder _uses = ImmutableArray.CreateBuilder<RuleUse>();
        private readonly ImmutableArray<NameVariant>.Builder _variants = ImmutableArray.CreateBuilder<NameVariant>();
        private string _text = text;
        private Lab? _lab;
        private string? _foreign;
        private NameDate? _date;
        private bool _latest;

        public NameReading Done() => new(_lab, _foreign, _text, _date, _latest, _variants.DrainToImmutable(), _uses.DrainToImmutable());

        /// <summary>All parts of a path but the last: a lab, something that routes, or somebody else.</summary>
        public void TakePath()
        {
            for (var slash = _text.IndexOf('/', StringComparison.Ordinal); slash >= 0 && slash < _text.Length - 1; slash = _text.IndexOf('/', StringComparison.Ordinal))
            {
                var written = _text[..slash];
                var part = written.TrimStart('~', '@');
                part = part.StartsWith("hf:", StringComparison.Ordinal) ? part["hf:".Length..] : part;
                _text = _text[(slash + 1)..];
                if (LabTable.OfPrefix(part) is { } lab)
                {
                    _lab = lab;
                    _uses.Add(new(IdentityRule.LabPrefix, written));
                }
                else if (part.Length == 0 || NameTables.Routing.Contains(part) || NameTables.Serving.ContainsKey(part) || part.StartsWith("arn:", StringComparison.Ordinal))
                {
                    _uses.Add(new(IdentityRule.PathPrefix, written));
                }
                else
                {
                    _foreign = part;
                    _uses.Add(new(IdentityRule.PathPrefix, written));
                }
            }

            _text = _text.TrimStart('~', '@');
        }

        /// <summary>Bedrock's <c>us.anthropic.</c>.</summary>
        /// <returns>True when a lab stood before a dot.</returns>
        public bool TakeDots()
        {
            if (BeforeDot() is { } region && NameTables.Regions.Contains(region))
            {
                _text = _text[(region.Length + 1)..];
                _variants.Add(new(VariantKind.Region, region));
                _uses.Add(new(IdentityRule.RegionPrefix, region));
            }

            if (BeforeDot() is { } vendor && LabTable.OfPrefix(vendor) is { } lab)
            {
                _text = _text[(vendor.Length + 1)..];
                _lab = lab;
                _uses.Add(new(IdentityRule.LabPrefix, vendor));
                return true;
            }

            return false;
        }

        public void TakeRevision(bool behindVendor)
        {
            var match = (behindVendor ? NameTables.ServiceRevision : NameTables.FullRevision).Match(_text);
            if (!match.Success || match.Index == 0)
            {
                return;
            }

            _text = _text[..match.Index];
            _uses.Add(new(IdentityRule.VersionSuffix, match.Value));
            if (match.Groups["context"] is { Success: true } context && NameTables.ContextSize.IsMatch(context.Value))
            {
                _variants.Add(new(VariantKind.Context, context.Value));
            }
        }

        /// <summary>What hangs at the end, piece by piece, then <c>latest</c> and the date.</summary>
        public void TakeEnd()
        {
            while (TakeWord())
            {
            }

            if (_text.Length > "-latest".Length && (_text.EndsWith("-latest", StringComparison.Ordinal) || _text.EndsWith(":latest", StringComparison.Ordinal)))
            {
                _text = _text[..^"-latest".Length];
                _latest = true;
                _uses.Add(new(IdentityRule.Latest, "latest"));
            }

            _date = NameDate.TakeFrom(ref _text);
        }

        public void TakeLeadingWords()
        {
            foreach (var word in NameTables.Leading)
            {
                if (_text.Length > word.Length + 1 && _text[word.Length] == '-' && _text.StartsWith(word, StringComparison.Ordinal))
                {
                    _text = _text[(word.Length + 1)..];
                    _uses.Add(new(IdentityRule.LeadingWord, word));
                }
            }
        }

        private bool TakeWord()
        {
            var at = _text.AsSpan().LastIndexOfAny("-:. ");
            if (at <= 0 || at == _text.Length - 1)
            {
                return false;
            }

            var word = _text[(at + 1)..];
            if (!(_text[at] == ':' && NameTables.AfterColon.TryGetValue(word, out var kind)) && !NameTables.Serving.TryGetValue(word, out kind))
            {
                if (!NameTables.Packing.IsMatch(word))
                {
                    return false;
                }

                kind = VariantKind.Quantization;
            }

            _text = _text[..at];
            _variants.Add(new(kind, word));
            _uses.Add(new(IdentityRule.ServingSuffix, word));
            return true;
        }

        private string? BeforeDot() =>
            _text.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && dot < _text.Length - 1 && char.IsAsciiLetter(_text[dot + 1]) ? _text[..dot] : null;
    }
}
