using System.Collections.Immutable;
using Tamma.Notifications.Calm;
using Tamma.Notifications.Filtering;
using Tamma.Notifications.Webhooks;
using Tamma.Security;
using Tamma.Security.Secrets;

namespace Tamma.Notifications.Subscriptions;

/// <summary>Draft → subscription: checks all of it, tells every mistake at once, seals what is secret.</summary>
internal sealed class SubscriptionReader(SecretBox box, WebhookOptions options)
{
    private const int LongestName = 100;
    private const int LongestHeader = 4_000;
    private const int MostHeaders = 20;

    /// <summary>Those are ours, or the connection's.</summary>
    private static readonly ImmutableHashSet<string> s_taken = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        WebhookSignature.IdHeader, WebhookSignature.TimestampHeader, WebhookSignature.SignatureHeader,
        "Host", "Content-Length", "Content-Type", "Connection", "Transfer-Encoding", "Upgrade", "Expect", "Te", "Trailer", "Keep-Alive", "Proxy-Connection", "Proxy-Authorization");

    /// <returns>The subscription, and the text of the secret that was made, which nobody can read again.</returns>
    /// <exception cref="SubscriptionRefusedException">It has mistakes.</exception>
    public (Subscription Subscription, string? Secret) New(SubscriptionDraft draft, string owner, DateTimeOffset now)
    {
        var mistakes = ImmutableArray.CreateBuilder<SubscriptionMistake>();
        var (id, format) = (Guid.CreateVersion7(now), draft.Format ?? WebhookFormat.CloudEvents);
        var url = ReadUrl(draft.Url, mistakes);
        var reference = ReadReference(draft.Secret, mistakes);
        Check(draft, mistakes);
        Refuse(mistakes);
        return Sealed(() =>
        {
            var (secret, text) = reference is null && format is WebhookFormat.Slack ? (null, null) : Secret(id, reference, now);
            return (new Subscription
            {
                Id = id,
                Name = draft.Name ?? url!.Host,
                Owner = owner,
                Filter = draft.Filter ?? "",
                Target = new()
                {
                    Shown = Shown(url!, format),
                    Url = box.Seal(url!.AbsoluteUri, TargetOpener.UrlPlace(id)),
                    Headers = Headers(id, draft.Headers),
                    Format = format,
                    Ordered = draft.Ordered ?? false,
                    Secrets = secret is null ? [] : [secret],
                },
                Batching = new(draft.BatchMost ?? Batching.None.Most, draft.BatchWait ?? Batching.None.Wait),
                Calm = draft.Calm is null ? CalmSettings.Default : draft.Calm.Settings,
                CreatedAt = now,
                ChangedAt = now,
            }, text);
        });
    }

    /// <exception cref="SubscriptionRefusedException">It has mistakes.</exception>
    public Subscription Changed(Subscription known, SubscriptionDraft draft, Func<Subscription, Uri> open)
    {
        var mistakes = ImmutableArray.CreateBuilder<SubscriptionMistake>();
        var url = draft.Url is null ? null : ReadUrl(draft.Url, mistakes);
        if (draft.Secret is not null)
        {
            mistakes.Add(new("secret", "is changed by rotating it, so that both are valid for a while"));
        }

        Check(draft, mistakes);
        Refuse(mistakes);
        return Sealed(() =>
        {
            var format = draft.Format ?? known.Target.Format;
            return known with
            {
                Name = draft.Name ?? known.Name,
                Filter = draft.Filter ?? known.Filter,
                Batching = new(draft.BatchMost ?? known.Batching.Most, draft.BatchWait ?? known.Batching.Wait),
                Calm = draft.Calm is null ? known.Calm : draft.Calm.Settings,
                Target = known.Target with
                {
                    Shown = url is null && format == known.Target.Format ? known.Target.Shown : Shown(url ?? open(known), format),
                    Url = url is null ? known.Target.Url : box.Seal(url.AbsoluteUri, TargetOpener.UrlPlace(known.Id)),
                    Headers = draft.Headers is null ? known.Target.Headers : Headers(known.Id, draft.Headers),
                    Format = format,
                    Ordered = draft.Ordered ?? known.Target.Ordered,
                },
            };
        });
    }

    /// <summary>A new secret, or the reference to one; those before sign until <paramref name="until"/>.</summary>
    public (Subscription Subscription, string? Secret) Rotated(Subscription known, string? reference, DateTimeOffset until, DateTimeOffset now)
    {
        var mistakes = ImmutableArray.CreateBuilder<SubscriptionMistake>();
        var read = ReadReference(reference, mistakes);
        Refuse(mistakes);
        return Sealed(() =>
        {
            var (secret, text) = Secret(known.Id, read, now);
            var before = known.Target.Secrets
                .Select(old => old with { ExpiresAt = old.ExpiresAt < until ? old.ExpiresAt : until })
                .Where(old => old.ExpiresAt > now);
            return (known with { Target = known.Target with { Secrets = [.. before, secret] } }, text);
        });
    }

    private static void Check(SubscriptionDraft draft, ImmutableArray<SubscriptionMistake>.Builder mistakes)
    {
        if (draft.Name is { } name && (string.IsNullOrWhiteSpace(name) || name.Length > LongestName || name.Any(char.IsControl)))
        {
            mistakes.Add(new("name", $"must have 1 to {LongestName} letters in one line"));
        }

        if (draft.BatchMost is < 1 or > Batching.MostOfAll)
        {
            mistakes.Add(new("batch.max_events", $"is not between 1 and {Batching.MostOfAll}"));
        }

        if (draft.BatchWait is { } wait && (wait < TimeSpan.Zero || wait > Batching.LongestWait))
        {
            mistakes.Add(new("batch.max_seconds", $"is not between 0 and {Batching.LongestWait.TotalSeconds:0}"));
        }

        if (draft.Calm?.Settings is { } calm)
        {
            Check(calm, mistakes);
        }

        foreach (var (header, value) in draft.Headers ?? ImmutableSortedDictionary<string, string>.Empty)
        {
            if (header.Length is 0 or > 100 || header.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_')) || s_taken.Contains(header))
            {
                mistakes.Add(new($"headers.{header}", "is no name that a header can have here"));
            }
            else if (value.Length is 0 or > LongestHeader || value.Any(letter => letter is < ' ' or > '~'))
            {
                mistakes.Add(new($"headers.{header}", $"must have 1 to {LongestHeader} printable ASCII letters"));
            }
        }

        if (draft.Headers?.Count > MostHeaders)
        {
            mistakes.Add(new("headers", $"are more than {MostHeaders}"));
        }

        if (draft.Filter is { } filter && EventFilter.Parse(filter).Error is { } error)
        {
            throw new SubscriptionRefusedException(SubscriptionRefusal.WrongFilter, error.Message) { Filter = error };
        }
    }

    private static void Check(CalmSettings calm, ImmutableArray<SubscriptionMistake>.Builder mistakes)
    {
        if (calm.Settle < TimeSpan.Zero || calm.Settle > CalmSettings.LongestSettle)
        {
            mistakes.Add(new("calm.settle_seconds", $"is not between 0 and {CalmSettings.LongestSettle.TotalSeconds:0}"));
        }

        if (calm is { Digest: not null, Settle.Ticks: > 0 })
        {
            mistakes.Add(new("calm.settle_seconds", "says nothing beside a digest; leave one of the two out"));
        }

        if (calm.Quiet is { } quiet && quiet.From == quiet.To)
        {
            mistakes.Add(new("calm.quiet.to", "is when they begin, so they would never end; write another time, or pause the subscription"));
        }

        foreach (var (member, zone) in new[] { ("quiet", calm.Quiet?.Zone), ("digest", calm.Digest?.Zone) })
        {
            if (zone is not null && LocalTimes.FindZone(zone) is null)
            {
                mistakes.Add(new($"calm.{member}.zone", "is no time zone that the server's machine knows; write one such as Europe/Zurich, America/New_York or UTC"));
            }
        }
    }

    private Uri? ReadUrl(string? text, ImmutableArray<SubscriptionMistake>.Builder mistakes)
    {
        var (url, wrong) = WebhookAddress.Read(text, options.Allow);
        if (wrong is not null)
        {
            mistakes.Add(new("url", wrong));
        }

        return url;
    }

    private static CredentialReference? ReadReference(string? text, ImmutableArray<SubscriptionMistake>.Builder mistakes)
    {
        CredentialReference? reference = null;
        if (text is not null && !CredentialReference.TryParse(text, out reference))
        {
            mistakes.Add(new("secret", "is no reference; write env:NAME or file:PATH, or leave it out to have one made"));
        }

        return reference;
    }

    private static void Refuse(ImmutableArray<SubscriptionMistake>.Builder mistakes)
    {
        if (mistakes.Count > 0)
        {
            throw new SubscriptionRefusedException(SubscriptionRefusal.Wrong, string.Join(". ", mistakes) + ".", mistakes.ToImmutable());
        }
    }

    private ImmutableArray<SealedHeader> Headers(Guid id, ImmutableSortedDictionary<string, string>? headers) =>
        headers is null ? [] : [.. headers.Select(header => new SealedHeader(header.Key, box.Seal(header.Value, TargetOpener.HeaderPlace(id, header.Key))))];

    private (SigningSecret Secret, string? Text) Secret(Guid subscription, CredentialReference? reference, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        if (reference is not null)
        {
            return (new() { Id = id, Reference = reference.ToString(), CreatedAt = now }, null);
        }

        var text = WebhookSecret.Generate();
        return (new() { Id = id, Sealed = box.Seal(text, TargetOpener.SecretPlace(subscription, id)), CreatedAt = now }, text);
    }

    private static T Sealed<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SecretException ex)
        {
            throw new SubscriptionRefusedException(SubscriptionRefusal.Secret, ex.Message);
        }
    }

    /// <summary>A query may hold a key, and Slack's path is one.</summary>
    private static string Shown(Uri url, WebhookFormat format) =>
        format is WebhookFormat.Slack
            ? $"{url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)}/…"
            : url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) + (url.Query.Length > 1 ? "?…" : "");
}
