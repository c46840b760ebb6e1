using System.Buffers;
using System.Text.Json;
using Tamma.Catalog.Fields;

namespace Tamma.Providers.OpenCode;

/// <summary>
/// Prices of <c>GET /provider</c>, in dollars for a million tokens. The server writes 0 where nobody has stated a price, so a model
/// that costs nothing at all is taken as unknown, and so is a cache that costs nothing. One 0 beside a price is a statement.
/// </summary>
internal sealed class OpenCodeCost(ListingDraft draft)
{
    public const string ZeroPrice = "zero_price_is_unknown";
    public const string ZeroCachePrice = "zero_cache_price_is_unknown";
    public const string NegativePrice = "negative_price_is_unknown";

    private static readonly PriceFields s_base = new("cost");
    private static readonly PriceFields s_over200K = new("cost.context_over_200k");
    private static readonly Field s_tiers = FieldRegistry.Models["cost.tiers"];

    public void Read(JsonElement cost, LeafFields leaves)
    {
        var prices = Prices(cost, "cost", leaves, member =>
        {
            if (member.NameEquals("tiers"u8) && member.Value.ValueKind is JsonValueKind.Array)
            {
                Tiers(member.Value, leaves);
            }
            else if (member.NameEquals("experimentalOver200K"u8) && member.Value.ValueKind is JsonValueKind.Object)
            {
                s_over200K.Set(Known(Prices(member.Value, "cost.experimentalOver200K", leaves, other => leaves.Unknown(other.Value, $"cost.experimentalOver200K.{other.Name}"))), leaves);
            }
            else
            {
                leaves.Unknown(member.Value, $"cost.{member.Name}");
            }
        });
        s_base.Set(Known(prices), leaves);
    }

    private Price Prices(JsonElement cost, string path, LeafFields leaves, Action<JsonProperty> other)
    {
        var price = default(Price);
        foreach (var member in cost.EnumerateObject())
        {
            if (member.NameEquals("input"u8))
            {
                price.Input = Money(member.Value, path, ".input", leaves);
            }
            else if (member.NameEquals("output"u8))
            {
                price.Output = Money(member.Value, path, ".output", leaves);
            }
            else if (member.NameEquals("cache"u8) && member.Value.ValueKind is JsonValueKind.Object)
            {
                foreach (var cache in member.Value.EnumerateObject())
                {
                    if (cache.NameEquals("read"u8))
                    {
                        price.CacheRead = Money(cache.Value, path, ".cache.read", leaves);
                    }
                    else if (cache.NameEquals("write"u8))
                    {
                        price.CacheWrite = Money(cache.Value, path, ".cache.write", leaves);
                    }
                    else
                    {
                        leaves.Unknown(cache.Value, $"{path}.cache.{cache.Name}");
                    }
                }
            }
            else
            {
                other(member);
            }
        }

        return price;
    }

    private FieldValue? Money(JsonElement leaf, string path, string name, LeafFields leaves)
    {
        if (leaves.Number(leaf) is not { } price)
        {
            leaves.Unknown(leaf, path + name);
            return null;
        }

        if (price.AsNumber() < 0)
        {
            draft.Apply(NegativePrice);
            return null;
        }

        return price;
    }

    private Price Known(Price price)
    {
        if (IsZero(price.Input) && IsZero(price.Output))
        {
            draft.Apply(ZeroPrice);
            return default;
        }

        return price with { CacheRead = KnownCache(price.CacheRead), CacheWrite = KnownCache(price.CacheWrite) };
    }

    private FieldValue? KnownCache(FieldValue? price)
    {
        if (!IsZero(price))
        {
            return price;
        }

        draft.Apply(ZeroCachePrice);
        return null;
    }

    private static bool IsZero(FieldValue? price) => price is { } value && value.AsNumber() == 0;

    /// <summary>In models.dev's shape. A list with anything in it that this version does not know is kept as it is beside.</summary>
    private void Tiers(JsonElement tiers, LeafFields leaves)
    {
        if (tiers.GetArrayLength() == 0)
        {
            return;
        }

        var buffer = new ArrayBufferWriter<byte>();
        var any = false;
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (var tier in tiers.EnumerateArray())
            {
                any |= Tier(tier, writer, leaves);
            }

            writer.WriteEndArray();
        }

        if (any)
        {
            using var written = JsonDocument.Parse(buffer.WrittenMemory);
            leaves.Fields.Set(s_tiers, FieldValue.Json(CanonicalJson.From(written.RootElement)));
        }
    }

    private bool Tier(JsonElement tier, Utf8JsonWriter writer, LeafFields leaves)
    {
        if (tier.ValueKind is not JsonValueKind.Object)
        {
            leaves.Unknown(tier, "cost.tiers");
            return false;
        }

        JsonElement? bound = null;
        var price = Known(Prices(tier, "cost.tiers", leaves, member =>
        {
            if (member.NameEquals("tier"u8))
            {
                bound = member.Value;
            }
            else
            {
                leaves.Unknown(member.Value, $"cost.tiers.{member.Name}");
            }
        }));
        if (price == default)
        {
            return false;
        }

        writer.WriteStartObject();
        foreach (var (name, value) in price.Named())
        {
            writer.WritePropertyName(name);
            FieldSetJson.Write(writer, value);
        }

        if (bound is { } known)
        {
            writer.WritePropertyName("tier"u8);
            known.WriteTo(writer);
        }

        writer.WriteEndObject();
        return true;
    }

    private record struct Price
    {
        public FieldValue? Input;
        public FieldValue? Output;
        public FieldValue? CacheRead;
        public FieldValue? CacheWrite;

        public readonly IEnumerable<(string Name, FieldValue Value)> Named() =>
            new[] { ("input", Input), ("output", Output), ("cache_read", CacheRead), ("cache_write", CacheWrite) }
                .Where(pair => pair.Item2 is not null)
                .Select(pair => (pair.Item1, pair.Item2!.Value));
    }

    private sealed class PriceFields(string prefix)
    {
        private readonly Field _input = FieldRegistry.Models[$"{prefix}.input"];
        private readonly Field _output = FieldRegistry.Models[$"{prefix}.output"];
        private readonly Field _cacheRead = FieldRegistry.Models[$"{prefix}.cache_read"];
        private readonly Field _cacheWrite = FieldRegistry.Models[$"{prefix}.cache_write"];

        public void Set(Price price, LeafFields leaves) =>
            leaves.Fields.SetKnown(_input, price.Input).SetKnown(_output, price.Output).SetKnown(_cacheRead, price.CacheRead).SetKnown(_cacheWrite, price.CacheWrite);
    }
}
