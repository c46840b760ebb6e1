using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Tamma.Catalog.Identities;

/// <summary>The words that names are taken apart with. All of them are about many models; a test holds that none is one model's name.</summary>
public static partial class NameTables
{
    /// <summary>Parts of a path that route and do not name.</summary>
    public static FrozenSet<string> Routing { get; } = FrozenSet.ToFrozenSet(
        ["models", "model", "route", "routes", "routers", "workers-ai", "cf", "hf", "huggingface", "accounts", "fireworks", "publishers", "inference-profile", "foundation-model", "library", "public"],
        StringComparer.Ordinal);

    /// <summary>Providers whose ids are <c>lab/slug</c> by their own scheme, so that a lab's name in front is a statement.</summary>
    public static FrozenSet<string> ListByLab { get; } = FrozenSet.ToFrozenSet(["openrouter"], StringComparer.Ordinal);

    /// <summary>Before a dot, on Bedrock's inference profiles.</summary>
    public static FrozenSet<string> Regions { get; } = FrozenSet.ToFrozenSet(
        ["us", "us-gov", "eu", "apac", "global", "jp", "au", "ca", "uk", "in", "kr", "de", "sa", "me", "af"], StringComparer.Ordinal);

    /// <summary>Words in front that say what an offer is for.</summary>
    public static ImmutableArray<string> Leading { get; } = ["coding", "duo-chat", "alicloud"];

    /// <summary>Words at the end that no lab gives to a model.</summary>
    public static FrozenDictionary<string, VariantKind> Serving { get; } = new Dictionary<string, VariantKind>(StringComparer.Ordinal)
    {
        ["free"] = VariantKind.Price,
        ["openrouter"] = VariantKind.Routing,
        ["tee"] = VariantKind.Host,
        ["maas"] = VariantKind.Host,
        ["fp4"] = VariantKind.Quantization,
        ["fp8"] = VariantKind.Quantization,
        ["fp16"] = VariantKind.Quantization,
        ["bf16"] = VariantKind.Quantization,
        ["nvfp4"] = VariantKind.Quantization,
        ["mxfp4"] = VariantKind.Quantization,
        ["int4"] = VariantKind.Quantization,
        ["int8"] = VariantKind.Quantization,
        ["3bit"] = VariantKind.Quantization,
        ["4bit"] = VariantKind.Quantization,
        ["6bit"] = VariantKind.Quantization,
        ["8bit"] = VariantKind.Quantization,
        ["awq"] = VariantKind.Quantization,
        ["gptq"] = VariantKind.Quantization,
        ["gguf"] = VariantKind.Quantization,
        ["mlx"] = VariantKind.Quantization,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>After a colon: OpenRouter's suffixes and what others took over from it.</summary>
    public static FrozenDictionary<string, VariantKind> AfterColon { get; } = new Dictionary<string, VariantKind>(StringComparer.Ordinal)
    {
        ["free"] = VariantKind.Price,
        ["nitro"] = VariantKind.Routing,
        ["floor"] = VariantKind.Routing,
        ["online"] = VariantKind.Routing,
        ["exacto"] = VariantKind.Routing,
        ["extended"] = VariantKind.Context,
        ["thinking"] = VariantKind.Effort,
        ["cloud"] = VariantKind.Host,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Words at the end that are a mode at one lab and part of a model's name at another: see <see cref="IdentityRule.ModeSuffix"/>.</summary>
    public static FrozenDictionary<string, VariantKind> Modes { get; } = new Dictionary<string, VariantKind>(StringComparer.Ordinal)
    {
        ["fast"] = VariantKind.Speed,
        ["lightning"] = VariantKind.Speed,
        ["turbo"] = VariantKind.Speed,
        ["instant"] = VariantKind.Speed,
        ["throughput"] = VariantKind.Speed,
        ["versatile"] = VariantKind.Routing,
        ["flex"] = VariantKind.Price,
        ["thinking"] = VariantKind.Effort,
        ["think"] = VariantKind.Effort,
        ["nothink"] = VariantKind.Effort,
        ["nothinking"] = VariantKind.Effort,
        ["none"] = VariantKind.Effort,
        ["minimal"] = VariantKind.Effort,
        ["low"] = VariantKind.Effort,
        ["medium"] = VariantKind.Effort,
        ["high"] = VariantKind.Effort,
        ["xhigh"] = VariantKind.Effort,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Words for instruction tuning: what is served to chat with is tuned, and often the word is left out.</summary>
    public static FrozenSet<string> Tuning { get; } = FrozenSet.ToFrozenSet(["it", "instruct"], StringComparer.Ordinal);

    /// <summary>llama.cpp's names of packings: q4_k_m, iq3_xxs, q8_0.</summary>
    [GeneratedRegex("^i?q[2-8](_[a-z0-9]+)*$", RegexOptions.ExplicitCapture, 1_000)]
    internal static partial Regex Packing { get; }

    /// <summary>The size of a context in a name: 32k, 1m.</summary>
    [GeneratedRegex("^[1-9][0-9]{0,3}[km]$", RegexOptions.ExplicitCapture, 1_000)]
    internal static partial Regex ContextSize { get; }

    /// <summary>Active parameters (a3b) and experts (16e).</summary>
    [GeneratedRegex("^(a[0-9]+b|[0-9]+e)$", RegexOptions.ExplicitCapture, 1_000)]
    internal static partial Regex InnerSize { get; }

    /// <summary>Parameters: 8b, 8x7b, 270m.</summary>
    [GeneratedRegex("^[0-9]+(x[0-9]+)?[bm]$", RegexOptions.ExplicitCapture, 1_000)]
    internal static partial Regex Size { get; }

    /// <summary>The service's revision behind a vendor's dot (Bedrock): -v1:0, -1:0, -v1, with the context of the throughput behind it.</summary>
    [GeneratedRegex("-v?[0-9]+:[0-9]+(:(?<context>[a-z0-9]+))?$|-v[0-9]+$", RegexOptions.ExplicitCapture, 1_000)]
    internal static partial Regex ServiceRevision { get; }

    /// <summary>The same where no vendor stands in front, so that only the full form is read so.</summary>
    [GeneratedRegex("-v[0-9]+:[0-9]+$|@default$", RegexOptions.ExplicitCapture, 1_000)]
    internal static partial Regex FullRevision { get; }
}
