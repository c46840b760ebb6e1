using System.Collections.Immutable;
using Tamma.Catalog;

namespace Tamma.Discovery;

/// <summary>A reason for which a review closes without a person.</summary>
/// <param name="Name">Kept with the review as <c>rule:NAME</c>.</param>
/// <param name="Says">In words an operator understands.</param>
/// <param name="Holds">Whether it is so, given what is known.</param>
public sealed record ReviewRule(string Name, string Says, Func<Evidence, bool> Holds)
{
    /// <summary>In order; the first that holds closes.</summary>
    public static ImmutableArray<ReviewRule> All { get; } =
    [
        new(
            "provider_agrees",
            "The provider that bills says the same.",
            evidence => !evidence.Review.IsRemoval && evidence.Confirming is { Bills: true }),
        new(
            "independent_source",
            "Another source, which does not copy this one, says the same.",
            evidence => !evidence.Review.IsRemoval && evidence.Confirming is not null),
        new(
            "second_sighting",
            "The source went on saying so.",
            evidence => !evidence.Review.IsRemoval && evidence.Sightings >= evidence.Options.ConfirmSightings && evidence.Age >= evidence.Options.ConfirmAfter),
        new(
            "repeated_absence",
            "Complete answers went on without these models.",
            evidence => evidence.Review.IsRemoval && !evidence.ListsNothing && evidence.Sightings >= evidence.Removal.Runs && evidence.Age >= Longer(evidence.Options.ConfirmAfter, evidence.Removal.For)),
        new(
            "long_empty",
            "It went on listing nothing at all.",
            evidence => evidence.Review.IsRemoval && evidence.ListsNothing && evidence.Sightings >= evidence.Removal.Runs && evidence.Age >= evidence.Options.EmptyAfter),
    ];

    public static ReviewRule? For(Evidence evidence) => All.FirstOrDefault(rule => rule.Holds(evidence));

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;
}

/// <summary>What is known of a review when a run sees it.</summary>
/// <param name="Sightings">In how many answers it was seen, this one included.</param>
/// <param name="Age">Since it was first seen.</param>
/// <param name="Confirming">Who says the same of all its values.</param>
/// <param name="ListsNothing">The whole answer names no model.</param>
public sealed record Evidence(Review Review, int Sightings, TimeSpan Age, Confirmation? Confirming, bool ListsNothing, ReviewOptions Options, RemovalRule Removal);

/// <summary>Somebody independent says the same.</summary>
/// <param name="Source">Who; of several values, who says the first.</param>
/// <param name="Bills">It is the API of who sends the bill, for each of the values.</param>
public sealed record Confirmation(SourceId Source, bool Bills);
