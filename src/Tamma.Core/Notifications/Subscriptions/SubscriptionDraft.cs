using System.Collections.Immutable;
using Tamma.Notifications.Calm;

namespace Tamma.Notifications.Subscriptions;

/// <summary>A subscription as somebody wants it. For a new one null is the default; for a change null leaves what is.</summary>
public sealed record SubscriptionDraft
{
    public string? Name { get; init; }

    public string? Filter { get; init; }

    public string? Url { get; init; }

    public WebhookFormat? Format { get; init; }

    public bool? Ordered { get; init; }

    /// <summary>All of them; what is not in it goes.</summary>
    public ImmutableSortedDictionary<string, string>? Headers { get; init; }

    /// <summary>Where the signing secret is, <c>env:NAME</c> or <c>file:PATH</c>; a new subscription without one gets a secret that is made here. Only for a new one.</summary>
    public string? Secret { get; init; }

    public int? BatchMost { get; init; }

    public TimeSpan? BatchWait { get; init; }

    /// <summary>All of it; a new subscription without it is as <see cref="CalmSettings.Default"/>.</summary>
    public CalmChoice? Calm { get; init; }
}

/// <summary>How calm a subscription is to be.</summary>
/// <param name="Settings">Null for not at all: each event is told as it comes.</param>
public sealed record CalmChoice(CalmSettings? Settings)
{
    public static CalmChoice Off { get; } = new((CalmSettings?)null);
}

/// <summary>What is wrong with a draft.</summary>
public sealed record SubscriptionMistake(string Member, string Wrong)
{
    public override string ToString() => $"{Member} {Wrong}";
}

/// <summary>What was asked of subscriptions cannot be.</summary>
public sealed class SubscriptionRefusedException(SubscriptionRefusal why, string message, ImmutableArray<SubscriptionMistake> mistakes) : Exception(message)
{
    public SubscriptionRefusedException(SubscriptionRefusal why, string message)
        : this(why, message, [])
    {
    }

    public SubscriptionRefusal Why { get; } = why;

    public ImmutableArray<SubscriptionMistake> Mistakes { get; } = mistakes;

    /// <summary>Where it is the filter: what is wrong, and where in it.</summary>
    public Filters.FilterError? Filter { get; init; }
}

public enum SubscriptionRefusal
{
    NotFound,
    Wrong,
    WrongFilter,
    TooMany,

    /// <summary>A secret cannot be kept or read.</summary>
    Secret,
}
