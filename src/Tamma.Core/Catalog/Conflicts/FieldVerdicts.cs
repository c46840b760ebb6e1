using System.Collections.Immutable;
using Tamma.Catalog.Fields;

namespace Tamma.Catalog.Conflicts;

/// <summary>The claims on one row + policy → what is believed of each field, who agrees, who does not and why they lost. Pure.</summary>
public static class FieldVerdicts
{
    private static readonly Field s_context = FieldRegistry.Models["limit.context"];
    private static readonly Field s_served = FieldRegistry.Models["limit.served_context"];

    /// <summary>Of every field that somebody speaks of, in the order of the registry.</summary>
    /// <param name="claims">All that is said of the row.</param>
    /// <param name="policy">Whom to believe.</param>
    /// <param name="sources">What is known of the sources.</param>
    /// <param name="believed">Who is believed already, for a row that was resolved with another policy; null leaves it to the policy.</param>
    public static ImmutableArray<FieldVerdict> Of(IReadOnlyCollection<Claim> claims, ResolutionPolicy policy, SourceTable sources, Func<Field, SourceId?>? believed = null)
    {
        var speakers = Speaker.Order(claims, sources);
        return
        [
            .. speakers.SelectMany(speaker => speaker.Claim.Values.Select(pair => pair.Key))
                .Distinct()
                .Order()
                .Select(field => Of(field, speakers, policy, believed?.Invoke(field))),
        ];
    }

    /// <returns>Null when nobody speaks of the field.</returns>
    public static FieldVerdict? Of(Field field, IReadOnlyCollection<Claim> claims, ResolutionPolicy policy, SourceTable sources)
    {
        var speakers = Speaker.Order(claims, sources);
        return Array.Exists(speakers, speaker => speaker.Claim.Values.IndexOf(field) >= 0) ? Of(field, speakers, policy) : null;
    }

    private static FieldVerdict Of(Field field, Speaker[] speakers, ResolutionPolicy policy, SourceId? believed = null)
    {
        var said = Said(field, speakers);
        var winner = Winner(field, said, policy, believed);
        var verdict = new FieldVerdict
        {
            Field = field,
            Value = winner.Value,
            Winner = winner.Speaker.Claim.Source,
            Standing = winner.Speaker.For(field.Group),
            Reason = Reasons.ForWinning(field, winner.Speaker, said.Count),
            Others = [],
        };
        return verdict with
        {
            Others =
            [
                .. said.Where(one => !ReferenceEquals(one.Speaker.Claim, winner.Speaker.Claim)).Select(one => Statement(field, one, winner, speakers)),
                .. ReferenceEquals(field, s_context) ? Served(winner.Value, speakers) : [],
            ],
        };
    }

    private static One Winner(Field field, List<One> said, ResolutionPolicy policy, SourceId? believed)
    {
        Speaker[] speakers = [.. said.Select(one => one.Speaker)];
        var held = Array.FindIndex(speakers, speaker => speaker.Claim.Source == believed);
        var first = held >= 0 ? held : Array.IndexOf(speakers, speakers.MinBy(speaker => speaker.Rank(policy, field.Group)));
        return said[held >= 0 ? held : Speaker.Original(speakers, first, field)];
    }

    /// <summary>A window that one host holds stands in a field of its own; who asks for the context is told of it.</summary>
    private static IEnumerable<Statement> Served(FieldValue context, Speaker[] speakers)
    {
        foreach (var speaker in speakers)
        {
            if (speaker.Claim.Values.TryGet(s_served, out var served) && served != context)
            {
                var difference = new Difference(DifferenceKind.ServedContext, OfFirst: false, s_served.Path, speaker.Claim.Source);
                yield return new()
                {
                    Source = speaker.Claim.Source,
                    Value = served,
                    SaidAs = s_served,
                    Since = speaker.Claim.FirstSeen,
                    Verdict = Verdict.DifferentMeaning,
                    Difference = difference,
                    Reason = Reasons.For(s_context, speaker, speaker, difference),
                };
            }
        }
    }

    private static List<One> Said(Field field, Speaker[] speakers)
    {
        List<One> said = [];
        foreach (var speaker in speakers)
        {
            if (speaker.Says(field, out var value, out var saidAs))
            {
                said.Add(new(speaker, value, saidAs));
            }
        }

        return said;
    }

    private static Statement Statement(Field field, One one, One winner, Speaker[] speakers)
    {
        var difference = LikeWithLike.Compare(field, winner.Value, winner.Speaker, one.Value, one.Speaker, speakers);
        var copyOf = CopyOf(field, one, winner, difference, speakers);
        return new()
        {
            Source = one.Speaker.Claim.Source,
            Value = one.Value,
            SaidAs = one.SaidAs,
            Since = one.Speaker.Claim.FirstSeen,
            Difference = difference,
            CopyOf = copyOf,
            Verdict = copyOf is not null ? Verdict.Copy
                : difference.Agrees ? Verdict.Agrees
                : difference.IsConflict ? Verdict.Conflict
                : Verdict.DifferentMeaning,
            Reason = copyOf is { } original
                ? Reasons.ForCopy(one.Speaker, original, difference)
                : Reasons.For(field, one.Speaker, winner.Speaker, difference),
        };
    }

    /// <summary>
    /// One voice is counted once: by the winner when it is the winner's, else by the source that the others derive from. A copy that
    /// contradicts where its original does not has become a statement of its own.
    /// </summary>
    private static SourceId? CopyOf(Field field, One one, One winner, Difference difference, Speaker[] speakers)
    {
        if (one.Speaker.Voice == winner.Speaker.Voice)
        {
            return winner.Speaker.Claim.Source;
        }

        var leader = speakers[Speaker.Leader(speakers, one.Speaker.Voice, field)];
        return ReferenceEquals(leader.Claim, one.Speaker.Claim) || (difference.IsConflict && leader.Says(field, out var original, out _) && original != one.Value)
            ? null
            : leader.Claim.Source;
    }

    private readonly record struct One(Speaker Speaker, FieldValue Value, Field SaidAs);
}
