using System.Text;
using System.Text.Json;
using CsCheck;
using Tamma.Catalog;
using Tamma.Providers;
using Xunit;

namespace Tamma.Core.Tests.Providers;

/// <summary>Damages whole answers at random. A format's own tests call it with bodies of that format.</summary>
internal static class DamagedAnswers
{
    private const int Damages = 4_000;

    /// <param name="bodies">Whole answers, some with the key <c>sk-secret-0001</c> in them.</param>
    /// <param name="named">Ids that the listing may hold though no body names them.</param>
    public static Task CheckAsync(string[] bodies, Func<CannedServer, byte[], Task<Listing>> listAsync, params string[] named)
    {
        var server = new CannedServer(new() { Attempts = 1, MaxPages = 1 });
        var seeds = bodies.Select(Encoding.UTF8.GetBytes).ToArray();
        return Gen.Select(Gen.Int[0, seeds.Length - 1], Gen.Select(Gen.Int[0, 6], Gen.Int[0, 9_999], Gen.Int[0, 9_999]).Array[0, 4])
            .SampleAsync(
                async (seed, damages) =>
                {
                    var body = damages.Aggregate(seeds[seed], (bytes, damage) => Damage(bytes, damage.Item1, damage.Item2, damage.Item3, seeds));
                    try
                    {
                        if (await listAsync(server, body) is Listing.Complete listing)
                        {
                            RequireNamed(listing, body, named);
                        }
                    }
                    catch (ProviderException ex)
                    {
                        Assert.DoesNotContain("sk-secret", ex.ToString(), StringComparison.Ordinal);
                        Assert.True(damages.Length > 0 || ex.Message.Contains("repeats a secret", StringComparison.Ordinal), ex.Message);
                    }
                },
                iter: Damages,
                threads: 1);
    }

    private static byte[] Damage(byte[] bytes, int kind, int a, int b, byte[][] seeds)
    {
        var (at, other) = (bytes.Length == 0 ? 0 : a % bytes.Length, seeds[b % seeds.Length]);
        var to = Math.Min(bytes.Length, at + (b % 40));
        return kind switch
        {
            0 => bytes[..at],
            1 => [.. bytes[..at], (byte)(b % 256), .. bytes[Math.Min(at + 1, bytes.Length)..]],
            2 => [.. bytes[..at], .. bytes[to..]],
            3 => [.. bytes[..at], .. other[(b % other.Length)..Math.Min(other.Length, (b % other.Length) + 30)], .. bytes[at..]],
            4 => [.. bytes[..at], .. Enumerable.Repeat((byte)(b % 2 == 0 ? '[' : '{'), b % 200), .. bytes[at..]],
            5 => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace(":{}", ":" + string.Concat(Enumerable.Repeat("{\"n\":", b % 90)) + "1" + new string('}', b % 90), StringComparison.Ordinal)),
            _ => Swap(bytes, a, b),
        };
    }

    /// <summary>A whole value in another's place keeps the body well-formed, so that it reaches the parsers.</summary>
    private static byte[] Swap(byte[] bytes, int a, int b)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var values = Values(document.RootElement).Select(value => value.GetRawText()).Where(value => value.Length > 1).ToArray();
            var text = Encoding.UTF8.GetString(bytes);
            var old = values[a % values.Length];
            var at = text.IndexOf(old, StringComparison.Ordinal);
            return at < 0 ? bytes : Encoding.UTF8.GetBytes(text[..at] + values[b % values.Length] + text[(at + old.Length)..]);
        }
        catch (Exception ex) when (ex is JsonException or InvalidOperationException or ArgumentException)
        {
            return bytes;
        }
    }

    private static IEnumerable<JsonElement> Values(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => [element, .. element.EnumerateObject().SelectMany(member => Values(member.Value))],
        JsonValueKind.Array => [element, .. element.EnumerateArray().SelectMany(Values)],
        _ => [element],
    };

    private static void RequireNamed(Listing.Complete listing, byte[] body, string[] named)
    {
        using var document = JsonDocument.Parse(body.AsMemory(body is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0));
        var names = Names(document.RootElement).Concat(named).ToHashSet(StringComparer.Ordinal);
        foreach (var claim in listing.Claims.Where(claim => claim.Key != ModelKey.ForProvider(listing.State.Source.ConnectionId ?? "")))
        {
            var id = claim.Key.Provider == "opencode-server" ? claim.SourceRef[(claim.SourceRef.IndexOf('/', StringComparison.Ordinal) + 1)..] : claim.Key.Id;
            Assert.True(claim.Key.IsProvider ? names.Contains(claim.Key.Provider) : names.Contains(id), $"The body does not name {claim.Key}.");
        }

        if (HasKey(document.RootElement))
        {
            Assert.DoesNotContain("sk-secret-0001", listing.Everything(), StringComparison.Ordinal);
        }
    }

    private static bool HasKey(JsonElement root) => Values(root).Any(value => value.ValueKind is JsonValueKind.Object
        && value.EnumerateObject().Any(member => member.Name is "key" or "token" && member.Value.ValueKind is JsonValueKind.String && member.Value.ValueEquals("sk-secret-0001")));

    private static IEnumerable<string> Names(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Names(member.Value).Prepend(member.Name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Names),
        JsonValueKind.String => [element.GetString()!],
        _ => [],
    };
}
