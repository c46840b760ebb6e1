using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Tamma.Catalog.Fields;

namespace Tamma.Catalog;

/// <summary>
/// Whom to believe, per field group, as data. The order of a group's list is the order of belief; ties go to the source whose
/// id sorts first, so that the order in which claims arrive decides nothing.
/// </summary>
public sealed record ResolutionPolicy
{
    private static readonly int s_standings = Standings.All.Length;

    private readonly FrozenDictionary<FieldGroup, ImmutableArray<Standing>> _order = FrozenDictionary<FieldGroup, ImmutableArray<Standing>>.Empty;
    private readonly byte[] _ranks = [];

    /// <summary>Every group has every standing, once.</summary>
    public required FrozenDictionary<FieldGroup, ImmutableArray<Standing>> Order
    {
        get => _order;
        init => (_order, _ranks) = (value, RanksOf(value));
    }

    /// <summary>0 to 100, by standing.</summary>
    public required FrozenDictionary<Standing, byte> Confidence { get; init; }

    /// <summary>The groups whose order the operator chose.</summary>
    public ImmutableArray<FieldGroup> Configured { get; init; } = [];

    /// <summary>
    /// The account's own live answer first, the operator above all. For prices the API that bills comes before the baseline,
    /// models.dev, LiteLLM and OpenRouter. A list that copies a public catalogue comes last.
    /// </summary>
    public static ResolutionPolicy Default { get; } = new()
    {
        Order = Enum.GetValues<FieldGroup>().ToFrozenDictionary(group => group, DefaultOrder),
        Confidence = new Dictionary<Standing, byte>
        {
            [Standing.Override] = 100,
            [Standing.Account] = 95,
            [Standing.Provider] = 90,
            [Standing.Baseline] = 80,
            [Standing.ModelsDev] = 70,
            [Standing.LiteLlm] = 60,
            [Standing.OpenRouter] = 60,
            [Standing.Other] = 50,
            [Standing.Copy] = 40,
        }.ToFrozenDictionary(),
    };

    /// <summary>How many standings are believed before this one.</summary>
    public int Rank(FieldGroup group, Standing standing) => _ranks[((int)group * s_standings) + (int)standing];

    public static ImmutableArray<Standing> DefaultOrder(FieldGroup group) => group switch
    {
        FieldGroup.Identity =>
            [Standing.Override, Standing.Baseline, Standing.Account, Standing.Provider, Standing.ModelsDev, Standing.LiteLlm, Standing.OpenRouter, Standing.Other, Standing.Copy],
        _ =>
            [Standing.Override, Standing.Account, Standing.Provider, Standing.Baseline, Standing.ModelsDev, Standing.LiteLlm, Standing.OpenRouter, Standing.Other, Standing.Copy],
    };

    /// <summary>The default policy with other orders; what an order leaves out follows in the default's order.</summary>
    public static ResolutionPolicy With(IReadOnlyDictionary<FieldGroup, ImmutableArray<Standing>> orders) => Default with
    {
        Order = Enum.GetValues<FieldGroup>().ToFrozenDictionary(
            group => group,
            group => orders.TryGetValue(group, out var chosen) ? [.. chosen.Union(DefaultOrder(group))] : DefaultOrder(group)),
        Configured = [.. orders.Keys.Order()],
    };

    /// <summary>The same for policies that believe alike, whatever was configured to get there.</summary>
    public Guid Fingerprint()
    {
        var text = new StringBuilder();
        foreach (var group in Enum.GetValues<FieldGroup>())
        {
            text.Append(group).Append('=').AppendJoin(',', Order[group].Select(standing => $"{Standings.NameOf(standing)}:{Confidence[standing]}")).Append('\n');
        }

        return new(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 16));
    }

    private static byte[] RanksOf(FrozenDictionary<FieldGroup, ImmutableArray<Standing>> order)
    {
        var ranks = new byte[Enum.GetValues<FieldGroup>().Length * s_standings];
        foreach (var (group, standings) in order)
        {
            foreach (var (standing, _, _) in Standings.All)
            {
                ranks[((int)group * s_standings) + (int)standing] = (byte)standings.IndexOf(standing);
            }
        }

        return ranks;
    }
}
