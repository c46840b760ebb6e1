using System.Text;
using Tamma.Cli.Terminal;

namespace Tamma.Cli.Checking;

/// <summary>The texts that a check reads: named files, what lies below named folders, and standard input. What it does not read it tells.</summary>
internal sealed class FileWalk
{
    /// <summary>A larger file is data.</summary>
    public const int LargestFile = 1024 * 1024;

    private const string StandardInput = "-";

    /// <summary>So far is looked for a NUL, which no text has.</summary>
    private const int Start = 8 * 1024;

    /// <summary>What tools put there and nobody wrote.</summary>
    private static readonly HashSet<string> s_folders = new(
        [".git", ".hg", ".svn", "node_modules", "bower_components", "vendor", "bin", "obj", "dist", "build", "out", "target", "artifacts", "coverage", "__pycache__", ".venv", "venv", ".tox", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".next", ".nuxt", ".gradle", ".idea", ".vs", ".cache", ".terraform"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> s_files = new(
        ["package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "packages.lock.json", "poetry.lock", "uv.lock", "Cargo.lock", "composer.lock", "Gemfile.lock", "go.sum"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly string[] s_ends = [".min.js", ".min.css", ".map", ".svg"];

    private readonly List<string> _skipped = [];

    public IReadOnlyList<string> Skipped => _skipped;

    /// <exception cref="RefusedException">A named file is not there or cannot be read.</exception>
    public IEnumerable<(string File, string Text)> Read(IReadOnlyList<string> paths)
    {
        foreach (var path in paths)
        {
            if (path == StandardInput)
            {
                using var input = Console.OpenStandardInput();
                if (ReadText(input, "standard input") is { } text)
                {
                    yield return (StandardInput, text);
                }
            }
            else if (Directory.Exists(path))
            {
                foreach (var below in Walk(path).Select(file => (File: file, Text: TryReadFile(file))).Where(pair => pair.Text is not null))
                {
                    yield return (below.File, below.Text!);
                }
            }
            else if (ReadNamed(path) is { } text)
            {
                yield return (path, text);
            }
        }
    }

    /// <summary>In the order of names, so that two runs print the same. Links are not followed: they may lead anywhere, or in a circle.</summary>
    private IEnumerable<string> Walk(string folder)
    {
        List<FileSystemInfo> entries;
        try
        {
            entries = [.. new DirectoryInfo(folder).EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal)];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            Skip(folder, "cannot be read");
            yield break;
        }

        foreach (var entry in entries.Where(entry => entry.LinkTarget is null))
        {
            var path = folder is "." ? entry.Name : Path.Combine(folder, entry.Name);
            if (entry is FileInfo)
            {
                if (!s_files.Contains(entry.Name) && !Array.Exists(s_ends, end => entry.Name.EndsWith(end, StringComparison.OrdinalIgnoreCase)))
                {
                    yield return path;
                }
            }
            else if (!s_folders.Contains(entry.Name))
            {
                foreach (var file in Walk(path))
                {
                    yield return file;
                }
            }
        }
    }

    private string? ReadNamed(string path) => !File.Exists(path)
        ? throw new RefusedException($"There is no file or folder '{path}'.")
        : TryReadFile(path, isNamed: true);

    private string? TryReadFile(string path, bool isNamed = false)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return ReadText(file, path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return isNamed ? throw new RefusedException($"'{path}' cannot be read: {unreadable.Message}") : Skip(path, "cannot be read");
        }
    }

    /// <summary>Null for what is no text; bytes that are no UTF-8 are replaced and hurt nobody.</summary>
    private string? ReadText(Stream stream, string name)
    {
        var bytes = new byte[LargestFile + 1];
        var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        var content = bytes.AsSpan(0, length);
        return length > LargestFile ? Skip(name, $"larger than {LargestFile / 1024} KiB")
            : content[..Math.Min(length, Start)].Contains((byte)0) ? null
            : Encoding.UTF8.GetString(content);
    }

    private string? Skip(string name, string why)
    {
        _skipped.Add($"{Output.Printable(name)}: {why}");
        return null;
    }
}
