using System.Collections.Immutable;
using System.Reflection;

namespace Tamma.Sources.Baseline;

/// <summary>The facts that come with the program: one file for each provider, inside the assembly.</summary>
internal static class BundledFacts
{
    private const string Folder = "Tamma.Sources.Baseline.Facts.";

    private static readonly Lazy<ImmutableArray<(string File, ReadOnlyMemory<byte> Content)>> s_files = new(Load);

    /// <summary>In the order of their names.</summary>
    public static ImmutableArray<(string File, ReadOnlyMemory<byte> Content)> Files => s_files.Value;

    private static ImmutableArray<(string, ReadOnlyMemory<byte>)> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name => (name[Folder.Length..], Read(assembly, name))),
        ];
    }

    private static ReadOnlyMemory<byte> Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
