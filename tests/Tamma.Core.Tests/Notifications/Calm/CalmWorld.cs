using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CsCheck;
using Tamma.Catalog;
using Tamma.Events;
using Tamma.Notifications;
using Tamma.Notifications.Calm;
using Tamma.Notifications.Subscriptions;

namespace Tamma.Core.Tests.Notifications.Calm;

/// <summary>A small catalogue that changes at random, the log of it, and somebody who listens.</summary>
internal static class CalmWorld
{
    public static readonly DateTimeOffset Start = new(2026, 10, 24, 18, 0, 0, TimeSpan.Zero); // the clocks of Zurich change in the night after
    private const string Zurich = "Europe/Zurich";

    private static readonly string[] s_models = ["a", "b", "c"];
    private static readonly string[] s_fields = ["cost.input", "name", "limit.context"];

    /// <summary>What happens: minutes since the commit before, and what each event of the commit does, as dice.</summary>
    public static Gen<(int Minutes, int[] Dice)[]> Days { get; } = Gen.Select(Gen.Int[0, 90], Gen.Int[0, 999].Array[1, 8]).Array[0, 25];

    public static Gen<CalmSettings> Settings { get; } = Gen.Select(
        OneOf(0, 0, 10, 60, 300),
        Gen.Bool,
        OneOf<Severity?>(Severity.Critical, Severity.Warning, (Severity?)null),
        OneOf<QuietHours?>(null, new QuietHours(new(22, 0), new(7, 0), Zurich, []), new QuietHours(new(12, 0), new(13, 30), "America/New_York", [DayOfWeek.Sunday])),
        OneOf<DigestTimes?>(null, null, new DigestTimes(null, new(8, 0), Zurich), new DigestTimes(DayOfWeek.Monday, new(2, 30), Zurich)),
        (settle, fold, urgent, quiet, digest) => new CalmSettings { Settle = digest is null ? TimeSpan.FromMinutes(settle) : TimeSpan.Zero, Fold = fold, Urgent = urgent, Quiet = quiet, Digest = digest });

    public static ImmutableArray<EventEnvelope> Log((int Minutes, int[] Dice)[] days)
    {
        var log = ImmutableArray.CreateBuilder<EventEnvelope>();
        Dictionary<string, string> state = [];
        var now = Start;
        foreach (var (minutes, dice) in days)
        {
            now = now.AddMinutes(minutes);
            foreach (var die in dice)
            {
                if (Happen(state, die) is { } happening)
                {
                    log.Add(Event(log.Count + 1, happening.Type, happening.Model, happening.Data, now, happening.Severity));
                    Apply(state, log[^1]);
                }
            }
        }

        return log.DrainToImmutable();
    }

    public static EventEnvelope Event(long position, string type, string model, string data, DateTimeOffset at, Severity severity = Severity.Info, string provider = "openrouter", Cause cause = Cause.Provider, Guid? run = null) => new(position, Happened.Log, new()
    {
        Id = new Guid((int)position, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 9),
        Type = type,
        OccurredAt = at,
        Provider = provider,
        ModelId = model is "" ? null : model,
        Connection = "home",
        RunId = run,
        Cause = cause,
        Severity = severity,
        Data = Encoding.UTF8.GetBytes(data),
    });

    public static string Change(string field, object? old, object? now) => $$"""{"changes":[{{One(field, old, now)}}]}""";

    public static string One(string field, object? old, object? now) => string.Create(CultureInfo.InvariantCulture, $$"""{"field":"{{field}}","old":{{old ?? "null"}},"new":{{now ?? "null"}}}""");

    /// <summary>What a reader believes who heard of these events alone.</summary>
    public static string Believed(IEnumerable<EventEnvelope> told)
    {
        Dictionary<string, string> state = [];
        foreach (var envelope in told.OrderBy(one => one.Position))
        {
            Apply(state, envelope);
        }

        return string.Join('\n', state.Where(pair => pair.Value is not "null").OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));
    }

    private static Gen<T> OneOf<T>(params T[] cases) => Gen.Int[0, cases.Length - 1].Select(place => cases[place]);

    private static (string Type, string Model, string Data, Severity Severity)? Happen(Dictionary<string, string> state, int die)
    {
        var (model, kind) = (s_models[die % 3], die / 3 % 10);
        var field = s_fields[die / 30 % 3];
        var severity = die % 37 == 0 ? Severity.Critical : die % 11 == 0 ? Severity.Warning : Severity.Info;
        var presence = state.GetValueOrDefault(model + " is", "null");
        string Now(string of) => state.GetValueOrDefault($"{model} {of}", "null");
        var next = (die / 90 % 3).ToString(CultureInfo.InvariantCulture);
        switch (kind)
        {
            case 0 when presence is "null":
                return (EventTypes.ModelAdded, model, $$"""{"values":{"{{field}}":{{next}} } }""", severity);
            case 1 when presence is "listed":
                return (EventTypes.ModelMissing, model, """{"changes":[]}""", severity);
            case 2 when presence is "missing":
                return (EventTypes.ModelReturned, model, Now(field) == next ? """{"changes":[]}""" : Change(field, Now(field), next), severity);
            case 3 when presence is "missing" or "listed":
                return (EventTypes.ModelRemoved, model, """{"last":{}}""", severity);
            case 4 or 5 when presence is "listed" && s_fields.Where(other => other != field && Now(other) != next).ToList() is [var other, ..] && Now(field) != next:
                return (EventTypes.ModelUpdated, model, $$"""{"changes":[{{One(field, Now(field), next)}},{{One(other, Now(other), next)}}]}""", severity);
            case > 5 when presence is "listed" && Now(field) != next:
                return (EventTypes.ModelUpdated, model, Change(field, Now(field), next), severity);
            default:
                return null;
        }
    }

    private static void Apply(Dictionary<string, string> state, EventEnvelope envelope)
    {
        var (type, model) = (envelope.Event.Type, envelope.Event.ModelId!);
        using var data = System.Text.Json.JsonDocument.Parse(envelope.Event.Data);
        if (type is EventTypes.ModelRemoved or EventTypes.ModelAdded)
        {
            foreach (var key in state.Keys.Where(key => key.StartsWith(model + " ", StringComparison.Ordinal)).ToList())
            {
                state.Remove(key);
            }
        }

        state[model + " is"] = type switch
        {
            EventTypes.ModelAdded or EventTypes.ModelReturned => "listed",
            EventTypes.ModelMissing => "missing",
            EventTypes.ModelRemoved => "null",
            _ => state.GetValueOrDefault(model + " is", "null"),
        };
        if (data.RootElement.TryGetProperty("values", out var values))
        {
            foreach (var value in values.EnumerateObject())
            {
                state[$"{model} {value.Name}"] = value.Value.GetRawText();
            }
        }

        if (data.RootElement.TryGetProperty("changes", out var changes))
        {
            foreach (var change in changes.EnumerateArray())
            {
                state[$"{model} {change.GetProperty("field").GetString()}"] = change.GetProperty("new").GetRawText();
            }
        }
    }
}

/// <summary>Listens to a log as a lane does: when something comes, and when something is due.</summary>
internal sealed class CalmListener(CalmSettings calm, Batching batching)
{
    private ImmutableArray<EventEnvelope> _held = [];
    private DateTimeOffset? _due;

    public List<(Message Message, DateTimeOffset At)> Told { get; } = [];

    public List<(EventEnvelope Event, DateTimeOffset At)> LeftOut { get; } = [];

    public ImmutableArray<EventEnvelope> Held => _held;

    public DateTimeOffset? Due => _due;

    public void Look(ImmutableArray<EventEnvelope> more, bool atEnd, DateTimeOffset now)
    {
        var cut = CalmWindows.Of(calm, batching, _held.AddRange(more), atEnd, now);
        Told.AddRange(cut.Ready.Select(message => (message, now)));
        LeftOut.AddRange(cut.LeftOut.Select(left => (left, now)));
        (_held, _due) = (cut.Held, cut.Due);
    }

    /// <summary>Until the end of the last event's month.</summary>
    public CalmListener Live(ImmutableArray<EventEnvelope> log)
    {
        foreach (var commit in log.GroupBy(told => told.Event.OccurredAt))
        {
            Wait(commit.Key);
            Look([.. commit], atEnd: true, commit.Key);
        }

        Wait(DateTimeOffset.MaxValue);
        return this;
    }

    public void Wait(DateTimeOffset until)
    {
        for (var looks = 0; _due is { } due && due <= until; looks++)
        {
            if (looks > 1_000)
            {
                throw new InvalidOperationException("It is due again and again.");
            }

            Look([], atEnd: true, due);
        }
    }
}
