using System.Collections.Immutable;
using Tamma.Catalog.Fields;
using Tamma.Catalog.Lifecycle;

namespace Tamma.Catalog;

/// <summary>Which models, in which order. Every condition must hold; a condition on an unknown value does not.</summary>
public sealed record ModelQuery
{
    public const int DefaultLimit = 50;
    public const int MostLimit = 1_000;

    public ModelScope Scope { get; init; } = ModelScope.Mine;

    public string? Provider { get; init; }

    /// <summary>Words that the id or the name must contain, each, ignoring case.</summary>
    public ImmutableArray<string> Text { get; init; } = [];

    public Availability? Availability { get; init; }

    /// <summary>Whether removed ones are shown though no availability is asked for, because a condition speaks of them.</summary>
    public bool WithRemoved { get; init; }

    /// <summary>The stage of life at <see cref="At"/>. Retired and gone models are mostly removed, so they are shown when asked for.</summary>
    public LifecycleStage? Stage { get; init; }

    /// <summary>The time that <see cref="Stage"/> is judged at.</summary>
    public DateTimeOffset At { get; init; }

    public ImmutableArray<FieldCondition> Conditions { get; init; } = [];

    /// <summary>Conditions on more than the row's values, each beside the others.</summary>
    public ImmutableArray<Func<Model, bool>> Also { get; init; } = [];

    /// <summary>Whether models that the operator hides are among them.</summary>
    public Hiding Hidden { get; init; }

    /// <summary>The field to sort by; null sorts by key. Unknown comes last either way.</summary>
    public Field? Sort { get; init; }

    public bool Descending { get; init; }

    public int Limit { get; init; } = DefaultLimit;

    /// <summary>The last key of the page before.</summary>
    public ModelKey? After { get; init; }

    /// <summary>The value of <see cref="Sort"/> in that row; the page starts in the right place also when the row is gone or has moved.</summary>
    public FieldValue? AfterValue { get; init; }
}

/// <summary>Whose models: those that can be had with the caller's connections, or the reference rows too.</summary>
public enum ModelScope
{
    Mine,
    All,
}

/// <summary>What becomes of models that the operator hides.</summary>
public enum Hiding
{
    /// <summary>They are left out, and counted.</summary>
    Exclude,
    Include,

    /// <summary>They alone are shown.</summary>
    Only,
}

/// <summary>A condition on one field.</summary>
public abstract record FieldCondition(Field Field)
{
    public sealed record EqualTo(Field Field, FieldValue Value) : FieldCondition(Field);

    public sealed record AtLeast(Field Field, decimal Number) : FieldCondition(Field);

    public sealed record AtMost(Field Field, decimal Number) : FieldCondition(Field);

    public sealed record Contains(Field Field, string Word) : FieldCondition(Field);

    public bool Holds(FieldSet values) => values.TryGet(Field, out var value) && Holds(value);

    public bool Holds(FieldValue value) => this switch
    {
        EqualTo(_, var wanted) => value == wanted,
        AtLeast(_, var least) => value.IsNumber && value.AsNumber() >= least,
        AtMost(_, var most) => value.IsNumber && value.AsNumber() <= most,
        Contains(_, var word) => value.IsWords && value.AsWords().Contains(word, StringComparer.OrdinalIgnoreCase),
        _ => false,
    };
}

/// <summary>A page of models.</summary>
/// <param name="Next">The last key, when there are more.</param>
/// <param name="KnownElsewhere">How many more rows would match with <see cref="ModelScope.All"/>; null when that was the scope.</param>
/// <param name="Hidden">How many more would match but for the operator, who hides them.</param>
public sealed record ModelPage(ImmutableArray<Model> Models, ModelKey? Next, int? KnownElsewhere, int Hidden = 0);
