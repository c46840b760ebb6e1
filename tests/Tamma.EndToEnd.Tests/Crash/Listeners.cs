using System.Globalization;
using System.Text.Json;
using Xunit;

namespace Tamma.EndToEnd.Tests.Crash;

/// <summary>Those who listen to a server that is killed, by both ways and with several filters, and what the log says that each should have, read from it without the filter language.</summary>
internal sealed class Listeners : IAsyncDisposable
{
    internal const string Every = "type is known and cause is known";

    private readonly CancellationTokenSource _enough = new();
    private readonly SocketFollower[] _sockets;
    private readonly StreamFollower[] _streams;
    private readonly Task[] _following;
    private readonly (string Who, Told Has, Func<JsonElement, bool> Wants)[] _expected;

    public Listeners(Func<Uri?> where, Random dice)
    {
        _sockets =
        [
            new(where, new Dictionary<string, string> { ["all"] = Every }, isCompressed: false, dice.Next()),
            new(where, new Dictionary<string, string> { ["all"] = Every }, isCompressed: true, dice.Next()),
            new(where, new Dictionary<string, string> { ["updated"] = "type = model_updated and cause is known" }, isCompressed: false, dice.Next()),
            new(where, new Dictionary<string, string> { ["added"] = "type = model_added and cause is known", ["first"] = $"provider = {Provider(0)} and {Every}" }, isCompressed: false, dice.Next()),
        ];
        _streams = [new(where, Every, dice.Next()), new(where, $"provider = {Provider(1)} and {Every}", dice.Next())];
        _expected =
        [
            ("a socket of everything", _sockets[0].Subscriptions["all"], _ => true),
            ("a compressed socket of everything", _sockets[1].Subscriptions["all"], _ => true),
            ("a socket of updates", _sockets[2].Subscriptions["updated"], told => Is(told, "type", "model_updated")),
            ("two subscriptions: additions", _sockets[3].Subscriptions["added"], told => Is(told, "type", "model_added")),
            ("two subscriptions: the first provider", _sockets[3].Subscriptions["first"], told => Is(told, "provider", Provider(0))),
            ("a stream of everything", _streams[0].Told, _ => true),
            ("a stream of the second provider", _streams[1].Told, told => Is(told, "provider", Provider(1))),
        ];
        _following = [.. _sockets.Select(socket => socket.RunAsync(_enough.Token)), .. _streams.Select(stream => stream.RunAsync(_enough.Token))];
    }

    /// <summary>Somebody was told what nobody may be told; waiting brings nothing.</summary>
    public bool IsBroken => Array.Exists(_following, following => following.IsCompleted);

    /// <summary>How many events one that wants them all has.</summary>
    public int Seen => _expected[0].Has.Count;

    public static string Provider(int number) => string.Create(CultureInfo.InvariantCulture, $"victim{number}");

    public bool HaveAll(IReadOnlyList<JsonElement> log) => Array.TrueForAll(_expected, one => one.Has.Count >= log.Count(one.Wants));

    /// <summary>They go on no more. Throws what one of them threw.</summary>
    public async Task EndAsync()
    {
        await _enough.CancelAsync();
        await Task.WhenAll(_following);
    }

    public void Judge(IReadOnlyList<JsonElement> log)
    {
        var written = log.ToDictionary(told => told.GetProperty("position").GetInt64(), told => told.GetRawText());
        foreach (var (who, has, wants) in _expected)
        {
            var told = has.Events;
            Assert.True(told.Select(one => one.Position).SequenceEqual(log.Where(wants).Select(one => one.GetProperty("position").GetInt64())), $"{who} has {told.Count} events and should have {log.Count(wants)}: {Difference(told, log.Where(wants))}");
            Assert.All(told, one => Assert.Equal(written[one.Position], one.Event));
        }

        // Of all together: one alone may have been between two connections at each of so few kills.
        var (drops, losses) = (_sockets.Sum(socket => socket.Drops) + _streams.Sum(stream => stream.Drops), _sockets.Sum(socket => socket.Losses) + _streams.Sum(stream => stream.Losses));
        Assert.True(drops > 0 && losses > 0, $"They left {drops} times and lost the server {losses} times: that is no test.");
    }

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        await Task.WhenAll(_following).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        _enough.Dispose();
    }

    private static bool Is(JsonElement told, string name, string value) => told.TryGetProperty(name, out var stated) && stated.ValueEquals(value);

    private static string Difference(IReadOnlyList<(long Position, string Event)> told, IEnumerable<JsonElement> wanted)
    {
        var (has, should) = (told.Select(one => one.Position).ToList(), wanted.Select(one => one.GetProperty("position").GetInt64()).ToList());
        var at = has.Zip(should).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"after {at} that agree it has {string.Join(' ', has.Skip(at).Take(5))} where {string.Join(' ', should.Skip(at).Take(5))} are due";
    }
}
