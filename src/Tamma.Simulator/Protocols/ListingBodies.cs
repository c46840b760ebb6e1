using System.Buffers;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Protocols;

/// <summary>Renders listings, and keeps the last one of each world until the world changes.</summary>
internal sealed class ListingBodies
{
    private static readonly JsonWriterOptions s_writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly ConditionalWeakTable<World, ListingBody> _kept = [];

    /// <summary>The body of a page of the world.</summary>
    public ListingBody Get(World world, WorldSnapshot snapshot, Ask ask, Page page)
    {
        if (world.Spec.IsVolatile)
        {
            return Render(world, snapshot, ask, page);
        }

        if (_kept.TryGetValue(world, out var kept) && kept.Version == snapshot.Version && kept.Variant == ask.Variant)
        {
            return kept;
        }

        var body = Render(world, snapshot, ask, page);
        _kept.AddOrUpdate(world, body);
        return body;
    }

    /// <summary>The body of these models, rendered afresh.</summary>
    public static ListingBody Render(World world, WorldSnapshot snapshot, Ask ask, Page page)
    {
        var dice = world.RollDice();
        var protocol = IProtocol.Of(world.Spec.Protocol);
        var listing = new Listing
        {
            Ask = ask,
            World = snapshot,
            Models = world.Spec.Shuffle ? Shuffled(page, world.Spec, dice) : page.Models,
            Page = page,
            Dice = dice,
        };

        var body = Write(json => protocol.Write(json, listing));
        if (world.Spec.Shuffle)
        {
            body = MemberShuffle.Apply(body, dice);
        }

        return new(snapshot.Version, ask.Variant, body, ETagOf(body, world.Spec));
    }

    /// <summary>The bytes of whatever the function writes.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using var json = new Utf8JsonWriter(buffer, s_writing);
        write(json);
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static WorldModel[] Shuffled(Page page, WorldSpec spec, Dice dice)
    {
        WorldModel[] models = [.. page.Models];

        // The last row of a page is the cursor to the next one; were it moved, rows would be lost.
        var free = (spec.PageSize is null && !page.HasMore) || models is [] ? models.Length : models.Length - 1;
        dice.Shuffle(models.AsSpan(0, free));
        return models;
    }

    private static string? ETagOf(byte[] body, WorldSpec spec)
    {
        var kind = spec.Etag ?? (spec.Protocol is ProtocolName.ModelsDev or ProtocolName.LiteLlmPrices ? ETagKind.Strong : ETagKind.None);
        if (kind == ETagKind.None)
        {
            return null;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16));
        return kind == ETagKind.Weak ? $"W/\"{hash}\"" : $"\"{hash}\"";
    }
}

/// <summary>A rendered listing, the version of the world it shows and the request it answers.</summary>
internal sealed record ListingBody(long Version, string Variant, byte[] Body, string? ETag);
