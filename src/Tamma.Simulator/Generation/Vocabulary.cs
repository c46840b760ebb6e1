namespace Tamma.Simulator.Generation;

/// <summary>Names of laboratories, model families and providers that do not exist.</summary>
internal static class Vocabulary
{
    private static readonly string[] s_providers =
    [
        "cloudberry", "tidepool", "millrace", "gridstone", "harbour", "switchyard", "paperlantern", "farpost",
        "saltworks", "copperline", "nightferry", "stonebridge", "windrose", "lockhouse", "greenhouse", "signalbox",
    ];

    public static ReadOnlySpan<Lab> Labs => s_labs;

    private static readonly Lab[] s_labs =
    [
        new("aurora", ["borealis", "australis", "corona"]),
        new("fjordwerk", ["skerry", "holm", "strand"]),
        new("mirador", ["lookout", "sextant"]),
        new("quillon", ["stanza", "couplet", "folio"]),
        new("basalt-labs", ["obsidian", "gneiss", "scoria"]),
        new("tessellate", ["mosaic", "parquet"]),
        new("halcyon", ["kingfisher", "heron", "curlew"]),
        new("lumenfold", ["facet", "lantern"]),
        new("orrery", ["epicycle", "armilla", "transit"]),
        new("saltmarsh", ["samphire", "reedbed"]),
    ];

    /// <summary>The provider of that number; the names never run out.</summary>
    public static string Provider(int number) => number < s_providers.Length
        ? s_providers[number]
        : $"{s_providers[number % s_providers.Length]}-{(number / s_providers.Length) + 1}";
}

/// <summary>A laboratory and the families of its models.</summary>
internal sealed record Lab(string Name, string[] Families);
