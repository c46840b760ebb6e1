using System.Collections.Immutable;
using Tamma.Catalog.Fields;

namespace Tamma.Catalog;

/// <summary>Compares two states of one row. Pure.</summary>
public static class CatalogDiff
{
    /// <param name="before">The current row, a removed one included, or null when there was never one.</param>
    /// <param name="after">What resolution gives now; null when nobody claims it.</param>
    /// <returns>The change with the new row fully stamped but for its position, or null when nothing changed.</returns>
    public static CatalogChange? Between(Model? before, Model? after, DateTimeOffset now)
    {
        var stood = before is { Availability: not Availability.Removed };
        if (after is null)
        {
            return stood
                ? new CatalogChange.Removed(before!, before! with { Availability = Availability.Removed, RemovedAt = now, Version = before.Version + 1, Since = now, Offers = [] })
                : null;
        }

        var next = after with { Version = (before?.Version ?? 0) + 1, Since = now, FirstSeen = Earlier(before?.FirstSeen, after.FirstSeen) };
        if (!stood)
        {
            return new CatalogChange.Added(next);
        }

        var fields = Fields(before!, next);
        return (before!.Availability, next.Availability) switch
        {
            (Availability.Listed, Availability.Missing) => new CatalogChange.Missing(before, next, fields),
            (Availability.Missing, Availability.Listed) => new CatalogChange.Returned(before, next, fields),
            _ when fields.Any(field => !IsState(next.Key, field.Path)) => new CatalogChange.Updated(before, next, fields),
            _ when !fields.IsEmpty || !SameVoices(before.Origins, next.Origins) || !before.Offers.SequenceEqual(next.Offers) => new CatalogChange.FactsChanged(before, next with { Version = before.Version, Since = before.Since, Position = before.Position, FirstSeen = before.FirstSeen }),
            _ => null,
        };
    }

    /// <summary>A model that a server loads and drops again is the same model.</summary>
    private static bool IsState(ModelKey key, string path) => FieldRegistry.For(key).Find(path) is { Group: FieldGroup.State };

    /// <summary>Field-level differences, values first, in the order of the registry.</summary>
    public static ImmutableArray<FieldChange> Fields(Model before, Model after)
    {
        var changes = ImmutableArray.CreateBuilder<FieldChange>();
        Values(before.Values, after.Values, changes);
        Offers(before.Offers, after.Offers, changes);
        return changes.DrainToImmutable();
    }

    private static void Values(FieldSet before, FieldSet after, ImmutableArray<FieldChange>.Builder changes)
    {
        var old = 0;
        var now = 0;
        while (old < before.Count || now < after.Count)
        {
            var order = old == before.Count ? 1 : now == after.Count ? -1 : before.Fields[old].CompareTo(after.Fields[now]);
            if (order < 0)
            {
                changes.Add(new(before.Fields[old].Path, before.Values[old], null));
                old++;
            }
            else if (order > 0)
            {
                changes.Add(new(after.Fields[now].Path, null, after.Values[now]));
                now++;
            }
            else
            {
                if (before.Values[old] != after.Values[now])
                {
                    changes.Add(new(before.Fields[old].Path, before.Values[old], after.Values[now]));
                }

                old++;
                now++;
            }
        }
    }

    private static void Offers(ImmutableArray<Offer> before, ImmutableArray<Offer> after, ImmutableArray<FieldChange>.Builder changes)
    {
        foreach (var connection in before.Concat(after).Select(offer => offer.Connection).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var old = State(before, connection);
            var now = State(after, connection);
            if (old != now)
            {
                changes.Add(new("offers." + connection, old, now));
            }
            else if (before.Length > 1 || after.Length > 1)
            {
                Terms(connection, Of(before, connection).Terms, Of(after, connection).Terms, changes);
            }
        }
    }

    /// <summary>Of a single offer the terms are the model's own values, which are compared already.</summary>
    private static void Terms(string connection, FieldSet before, FieldSet after, ImmutableArray<FieldChange>.Builder changes)
    {
        var terms = ImmutableArray.CreateBuilder<FieldChange>();
        Values(before, after, terms);
        changes.AddRange(terms.Select(change => change with { Path = $"offers.{connection}.{change.Path}" }));
    }

    private static Offer Of(ImmutableArray<Offer> offers, string connection) => offers.First(offer => offer.Connection == connection);

    private static FieldValue? State(ImmutableArray<Offer> offers, string connection) =>
        offers.FirstOrDefault(offer => offer.Connection == connection) is not { } offer ? null
        : FieldValue.Text(offer.MissingSince is not null ? "missing" : offer.Access switch
        {
            Access.Callable => "callable",
            Access.Refused => "refused",
            Access.NoCredential => "no_credential",
            _ => "unverified",
        });

    private static bool SameVoices(ImmutableArray<Origin> before, ImmutableArray<Origin> after)
    {
        if (before.Length != after.Length)
        {
            return false;
        }

        for (var i = 0; i < before.Length; i++)
        {
            if (before[i].Source != after[i].Source || before[i].Confidence != after[i].Confidence || before[i].Disputed != after[i].Disputed)
            {
                return false;
            }
        }

        return true;
    }

    private static DateTimeOffset Earlier(DateTimeOffset? a, DateTimeOffset b) => a is { } known && known < b ? known : b;
}
