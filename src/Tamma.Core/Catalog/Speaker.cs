using Tamma.Catalog.Fields;

namespace Tamma.Catalog;

/// <summary>A claim with what the resolution must know of its source, looked up once.</summary>
internal readonly record struct Speaker(Claim Claim, Source Source, SourceId Voice, Standing General, Standing Price)
{
    public Standing For(FieldGroup group) => group is FieldGroup.Price ? Price : General;

    /// <summary>Its zero may be what it writes for unknown.</summary>
    public bool WritesZero => KnownSources.WritesZero(Source);

    public int Rank(ResolutionPolicy policy, FieldGroup group) => policy.Rank(group, For(group));

    /// <summary>In the order of their sources, whichever came first.</summary>
    public static Speaker[] Order(IReadOnlyCollection<Claim> claims, SourceTable sources)
    {
        var speakers = new Speaker[claims.Count];
        var count = 0;
        foreach (var claim in claims)
        {
            var place = count++;
            while (place > 0 && Compare(speakers[place - 1].Claim, claim) > 0)
            {
                speakers[place] = speakers[place - 1];
                place--;
            }

            var source = sources[claim.Source];
            speakers[place] = new(claim, source, source.DerivesFrom ?? claim.Source, Standings.Of(claim, source, FieldGroup.Limit), Standings.Of(claim, source, FieldGroup.Price));
        }

        return speakers;
    }

    /// <summary>What this claim says of a field, in that field's form.</summary>
    /// <param name="field">A field.</param>
    /// <param name="value">What it says.</param>
    /// <param name="saidAs">The field that it says it with.</param>
    public bool Says(Field field, out FieldValue value, out Field saidAs)
    {
        saidAs = field;
        return Claim.Values.TryGet(field, out value) || (SaidOtherwise.Holds(field) && SaidOtherwise.TryRead(field, Claim.Values, out value, out saidAs));
    }

    /// <summary>Who speaks first with a voice: the source that the others derive from when it speaks of the field, else the first of them.</summary>
    /// <returns>Its index; -1 when nobody speaks of the field with this voice.</returns>
    public static int Leader(ReadOnlySpan<Speaker> speakers, SourceId voice, Field field)
    {
        var first = -1;
        for (var i = 0; i < speakers.Length; i++)
        {
            if (speakers[i].Voice == voice && speakers[i].Says(field, out _, out _))
            {
                if (speakers[i].Claim.Source == voice)
                {
                    return i;
                }

                first = first < 0 ? i : first;
            }
        }

        return first;
    }

    /// <summary>
    /// Who is believed where this one has won: a catalogue that copies another gives way to it wherever that speaks for itself, since a
    /// copy is older than what it was copied from.
    /// </summary>
    public static int Original(ReadOnlySpan<Speaker> speakers, int winner, Field field) =>
        speakers[winner] is { Claim.Kind: ClaimKind.Reference, Source.DerivesFrom: { } voice }
        && Leader(speakers, voice, field) is >= 0 and var leader && speakers[leader].Claim.Source == voice ? leader : winner;

    private static int Compare(Claim a, Claim b) => a.Source.CompareTo(b.Source) is not 0 and var bySource ? bySource : a.Kind.CompareTo(b.Kind);
}
