using System.Runtime.InteropServices;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Catalog.Fields;

namespace Tamma.Providers;

/// <summary>What is read from an answer, as it grows: its claims, the leaves that we do not know, and the rules that were applied.</summary>
internal sealed class ListingDraft(SourceId source)
{
    /// <summary>Foreign text decides the paths, so their number is bounded; what is beyond is counted together.</summary>
    private const int MostPaths = 1_000;

    private const int Deepest = 8;

    private const string LeftOutByPattern = "left_out_by_pattern";

    private readonly Dictionary<ModelKey, Claim> _claims = [];
    private readonly Dictionary<string, int> _unknown = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _rules = new(StringComparer.Ordinal);

    public ValuePool Pool { get; } = new();

    public int Count => _claims.Count;

    /// <summary>Which native ids are kept; null for all.</summary>
    public Func<string, bool>? Keep { get; init; }

    /// <summary>What has been claimed of a key so far.</summary>
    public Claim? Find(ModelKey key) => _claims.GetValueOrDefault(key);

    /// <summary>Everything that has been claimed so far.</summary>
    public IReadOnlyCollection<Claim> Claims => _claims.Values;

    /// <summary>Puts a claim in the place of the one of its key: it has learned more.</summary>
    public void Replace(Claim claim) => _claims[claim.Key] = claim;

    public IReadOnlyDictionary<string, int> UnknownFields => _unknown;

    public IReadOnlyDictionary<string, int> Rules => _rules;

    /// <summary>Providers whose reference rows are left out on purpose.</summary>
    public HashSet<string> NotKept { get; } = new(StringComparer.Ordinal);

    /// <summary>In the order of their keys.</summary>
    public Claim[] Sorted()
    {
        var claims = _claims.Values.ToArray();
        Array.Sort(claims, static (a, b) => a.Key.CompareTo(b.Key));
        return claims;
    }

    public void Add(ModelKey key, ClaimKind kind, string sourceRef, FieldSet values, DocumentSlice? slice, DateTimeOffset receivedAt)
    {
        Add(key, kind, sourceRef, values, slice, receivedAt, Access.Unverified, null);
    }

    /// <param name="access">What the list itself says about whether this account may call it.</param>
    /// <param name="reason">The provider's words for a refusal.</param>
    public void Add(ModelKey key, ClaimKind kind, string sourceRef, FieldSet values, DocumentSlice? slice, DateTimeOffset receivedAt, Access access, string? reason)
    {
        if (Keep?.Invoke(key.Id) is false && !key.IsProvider)
        {
            Apply(LeftOutByPattern);
            return;
        }

        var claim = new Claim
        {
            Source = source,
            Key = key,
            Kind = kind,
            SourceRef = sourceRef,
            Values = values,
            Slice = slice,
            FirstSeen = receivedAt,
            Access = access,
            AccessReason = reason,
        };
        if (!_claims.TryAdd(key, claim))
        {
            Apply(claim.SaysTheSame(_claims[key]) ? "duplicate_id" : "duplicate_id_differs");
        }
    }

    public void Apply(string rule) => CollectionsMarshal.GetValueRefOrAddDefault(_rules, rule, out _)++;

    /// <summary>Counts a price that was most likely said in another unit. It is kept all the same.</summary>
    public void Weigh(Field field, decimal value)
    {
        if (PlausiblePrice.IsAbout(field) && !PlausiblePrice.Is(value))
        {
            Apply(PlausiblePrice.Rule);
        }
    }

    /// <summary>Keeps a member that we do not know, leaf by leaf, under <c>extra.*</c>, and counts each.</summary>
    public void KeepUnknown(JsonElement value, string path, FieldRegistry registry, FieldSet.Builder into, int depth = 1)
    {
        if (value.ValueKind is JsonValueKind.Null)
        {
            return;
        }

        if (value.ValueKind is JsonValueKind.Object && depth <= Deepest && value.EnumerateObject().MoveNext())
        {
            foreach (var member in value.EnumerateObject())
            {
                KeepUnknown(member.Value, $"{path}.{member.Name}", registry, into, depth + 1);
            }
        }
        else
        {
            into.Set(registry.FindOrExtra("extra." + path), FieldValue.Json(CanonicalJson.From(value)));
            CountUnknown(path);
        }
    }

    public void CountUnknown(string path) =>
        CollectionsMarshal.GetValueRefOrAddDefault(_unknown, _unknown.Count < MostPaths || _unknown.ContainsKey(path) ? path : "(others)", out _)++;
}
