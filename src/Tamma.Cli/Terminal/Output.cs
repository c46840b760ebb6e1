using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spectre.Console;

namespace Tamma.Cli.Terminal;

/// <summary>Where answers go: tables for a person at a terminal, plain lines into a pipe, JSON when asked for.</summary>
internal sealed class Output : IDisposable
{
    /// <summary>Wide enough that a table in a file does not wrap.</summary>
    private const int PipeWidth = 200;

    private readonly StreamWriter _out = new(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = false };

    public Output(bool json, bool noColor)
    {
        Json = json;
        IsTerminal = !Console.IsOutputRedirected;
        var color = IsTerminal && !noColor && Environment.GetEnvironmentVariable("NO_COLOR") is not { Length: > 0 };
        Ansi = AnsiConsole.Create(new()
        {
            Out = new AnsiConsoleOutput(_out),
            Ansi = color ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = color ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = IsTerminal && color ? InteractionSupport.Detect : InteractionSupport.No,
        });
        Ansi.Profile.Width = IsTerminal ? Math.Max(Console.WindowWidth, 80) : PipeWidth;
        Ansi.Profile.Capabilities.Unicode = true;
    }

    public bool Json { get; }

    public bool IsTerminal { get; }

    public IAnsiConsole Ansi { get; }

    public void Line(string text) => _out.WriteLine(text);

    /// <summary>For text from outside: what is no printable character cannot steer the terminal.</summary>
    public static string Printable(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)) : text;

    /// <summary>A table on a terminal; into a pipe lines with tabs between the cells and no headings.</summary>
    public void Print(Sheet sheet)
    {
        if (IsTerminal)
        {
            Ansi.Write(sheet.ToTable(Ansi.Profile.Width));
            return;
        }

        foreach (var row in sheet.Rows)
        {
            Line(string.Join('\t', row.Select(Printable)).TrimEnd('\t'));
        }
    }

    /// <summary>Beside the answer, so not into a pipe's data.</summary>
    public void Note(string text)
    {
        Flush();
        Console.Error.WriteLine(text);
    }

    public int Fail(int exitCode, string sentence)
    {
        Note(Printable(sentence));
        return exitCode;
    }

    /// <summary>One document, indented for a person.</summary>
    public void Document<T>(T value, JsonTypeInfo<T> type) => WriteJson(value, type, indented: IsTerminal);

    /// <summary>One line.</summary>
    public void JsonLine<T>(T value, JsonTypeInfo<T> type) => WriteJson(value, type, indented: false);

    /// <summary>Bytes that are an answer as they are.</summary>
    public void Raw(Action<Stream> write)
    {
        _out.Flush();
        write(_out.BaseStream);
        _out.WriteLine();
    }

    /// <summary>The same, as they arrive.</summary>
    public async Task RawAsync(Func<Stream, Task> write)
    {
        await _out.FlushAsync();
        await write(_out.BaseStream);
        await _out.WriteLineAsync();
    }

    public void Flush() => _out.Flush();

    public void Dispose() => _out.Dispose();

    private void WriteJson<T>(T value, JsonTypeInfo<T> type, bool indented)
    {
        _out.Flush();
        using (var writer = new Utf8JsonWriter(_out.BaseStream, new() { Indented = indented, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            JsonSerializer.Serialize(writer, value, type);
        }

        _out.WriteLine();
    }
}
