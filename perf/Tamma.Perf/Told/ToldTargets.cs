using System.Buffers.Text;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tamma.Perf.Webhooks;

namespace Tamma.Perf.Told;

/// <summary>A hundred targets of webhooks in this process: what each was told, in which order.</summary>
internal sealed class ToldTargets : IAsyncDisposable
{
    public const int Count = 100;

    /// <summary>So many are told of every event, one message each; so many of what a filter selects, one message each; all others of every event, in batches.</summary>
    public const int Singly = 4;
    public const int Filtered = 16;
    private const int Batch = 100;

    private readonly ToldTarget[] _targets;
    private readonly WebhookSink _sink;

    public ToldTargets(int count)
    {
        _targets = [.. Enumerable.Range(0, count).Select(_ => new ToldTarget())];
        _sink = new(Take);
    }

    public long Messages => _targets.Sum(target => (long)target.Messages);

    /// <summary>Which filter a target has, by its place in <see cref="ToldFilters.All"/>.</summary>
    public static int FilterOf(int target) => target is >= Singly and < Singly + Filtered ? target - Singly + 1 : 0;

    public async Task SubscribeAsync(Uri server, string key)
    {
        using var http = new HttpClient { BaseAddress = server };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        for (var i = 0; i < _targets.Length; i++)
        {
            var wanted = new JsonObject
            {
                ["name"] = string.Create(CultureInfo.InvariantCulture, $"target {i}"),
                ["filter"] = ToldFilters.All[FilterOf(i)].Filter,
                ["calm"] = new JsonObject { ["off"] = true },
                ["target"] = new JsonObject { ["url"] = new Uri(_sink.Url, i.ToString(CultureInfo.InvariantCulture)).ToString(), ["ordered"] = true },
            };
            if (i >= Singly + Filtered)
            {
                wanted["batch"] = new JsonObject { ["max_events"] = Batch, ["max_seconds"] = 1 };
            }

            using var answer = await http.PostAsJsonAsync(new Uri("/api/v1/subscriptions", UriKind.Relative), wanted);
            if (!answer.IsSuccessStatusCode)
            {
                throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
            }
        }
    }

    /// <summary>How many were not told exactly this, each event at least once and in order.</summary>
    /// <param name="positions">What each filter selects.</param>
    /// <param name="after">All of it is behind this place.</param>
    public int Wrong(IReadOnlyList<IReadOnlyList<long>> positions, long after) => _targets.Index().Count(target => !target.Item.Has(positions[FilterOf(target.Index)], after));

    public bool HaveCome(IReadOnlyList<IReadOnlyList<long>> positions) => _targets.Index().All(target => positions[FilterOf(target.Index)] is not [.., var last] || target.Item.Last >= last);

    public ValueTask DisposeAsync() => _sink.DisposeAsync();

    private void Take(ReadOnlySpan<byte> path, ReadOnlySpan<byte> body)
    {
        if (Utf8Parser.TryParse(path[1..], out int target, out _))
        {
            _targets[target].Take(body);
        }
    }
}
