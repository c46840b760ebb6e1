using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Tamma.Providers.Chat;

namespace Tamma.Core.Tests.Providers.Chat;

/// <summary>The made-up bodies under <c>fuzz/corpus/streams</c>, and events as lines that a test can be read by.</summary>
internal static class Streams
{
    private static readonly string s_root = Find();

    public static IEnumerable<string> All => Directory.EnumerateFiles(s_root, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(s_root, path).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(s_root, name));

    public static ChatProtocol Protocol(string name) => Enum.Parse<ChatProtocol>(name[..name.IndexOf('/', StringComparison.Ordinal)], ignoreCase: true);

    public static IReadOnlyList<ChatEvent> Events(string name) => ChatStream.Read(Protocol(name), Bytes(name));

    public static ChatAnswer Answer(string name) => ChatAnswer.Read(Protocol(name), Bytes(name));

    public static string[] Told(string name) => Told(Events(name));

    public static string[] Told(ChatProtocol protocol, string body) => Told(ChatStream.Read(protocol, Encoding.UTF8.GetBytes(body)));

    public static string[] Told(IEnumerable<ChatEvent> events) => [.. events.Select(Line)];

    /// <summary>Without a lone surrogate, which no test report could carry.</summary>
    private static string Line(ChatEvent said) => said switch
    {
        ChatEvent.Started it => $"started {it.Model} {it.Id}".TrimEnd(),
        ChatEvent.Text { Kind: ChatPartKind.ToolArguments } it => $"arguments {it.Call} {it.Value}",
        ChatEvent.Text it => $"{(it.Kind is ChatPartKind.Text ? "text" : "reasoning")} {it.Value}",
        ChatEvent.ToolCall it => $"call {it.Call} {it.Name} {it.Id}".TrimEnd(),
        ChatEvent.Usage it => "usage " + Line(it.Tokens),
        ChatEvent.Finished it => $"finished {it.Reason} {it.Raw}",
        ChatEvent.Ended => "ended",
        ChatEvent.Failed it => $"failed {it.Fault} {it.Word}".TrimEnd(),
        ChatEvent.Unknown it => $"unknown {it.Name}",
        _ => throw new ArgumentOutOfRangeException(nameof(said)),
    };

    /// <summary>Input (cached, written) → output (reasoning), cost.</summary>
    private static string Line(ChatUsage it) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Number(it.Input)} ({Number(it.CachedInput)}, {Number(it.CacheWrite)}) > {Number(it.Output)} ({Number(it.Reasoning)}){(it.Cost is { } cost ? $" ${cost}" : "")}");

    private static string Number(long? count) => count?.ToString(CultureInfo.InvariantCulture) ?? "?";

    private static string Find([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(here)!);
        while (!File.Exists(Path.Combine(folder.FullName, "Tamma.slnx")))
        {
            folder = folder.Parent!;
        }

        return Path.Combine(folder.FullName, "fuzz", "corpus", "streams");
    }
}
