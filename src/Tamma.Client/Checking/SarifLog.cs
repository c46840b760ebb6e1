using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tamma.Client.Checking;

/// <summary>
/// Verdicts as SARIF 2.1.0 (OASIS), which code hosts show beside the lines. What is fine is left out; what is doomed is an error,
/// what may become so a warning, an unknown name a note.
/// </summary>
public static class SarifLog
{
    private static readonly (string Verdict, string Meaning)[] s_rules =
    [
        ("retired", "The model has retired."),
        ("gone", "The model was removed, and no announced end had come."),
        ("retires", "The model's end is announced."),
        ("deprecated", "The model is deprecated; no date is announced."),
        ("missing", "The model is no longer listed; it is not known whether it comes back."),
        ("unknown", "The catalogue does not know the model, or cannot tell which is meant."),
    ];

    /// <summary>Writes one log with one run.</summary>
    /// <param name="destination">Where it is written.</param>
    /// <param name="results">The verdicts.</param>
    /// <param name="version">Of the program that made it.</param>
    public static void Write(Stream destination, IEnumerable<CheckResultResponse> results, string version)
    {
        ArgumentNullException.ThrowIfNull(results);
        using var json = new Utf8JsonWriter(destination, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        WriteTool(json, version);
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteStartArray("results");
        foreach (var result in results)
        {
            var rule = Array.FindIndex(s_rules, known => known.Verdict == result.Verdict);
            if (rule >= 0)
            {
                WriteResult(json, result, rule);
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTool(Utf8JsonWriter json, string version)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "tamma check");
        json.WriteString("version", version);
        json.WriteStartArray("rules");
        foreach (var (verdict, meaning) in s_rules)
        {
            json.WriteStartObject();
            json.WriteString("id", RuleId(verdict));
            WriteText(json, "shortDescription", meaning);
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", verdict switch { "retired" or "gone" => "error", "unknown" => "note", _ => "warning" });
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, CheckResultResponse result, int rule)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", RuleId(result.Verdict));
        json.WriteNumber("ruleIndex", rule);
        json.WriteString("level", result.Doomed ? "error" : result.Verdict is "unknown" ? "note" : "warning");
        WriteText(json, "message", $"{result.Key ?? result.Id}: {CheckSentence.Of(result)}");
        if (result.File is { } file)
        {
            json.WriteStartArray("locations");
            json.WriteStartObject();
            json.WriteStartObject("physicalLocation");
            json.WriteStartObject("artifactLocation");
            json.WriteString("uri", UriOf(file));
            json.WriteEndObject();
            json.WriteStartObject("region");
            json.WriteNumber("startLine", result.Line ?? 1);
            json.WriteNumber("startColumn", result.Column ?? 1);
            json.WriteNumber("endColumn", (result.Column ?? 1) + result.Id.Length);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static string RuleId(string verdict) => string.Create(CultureInfo.InvariantCulture, $"model-{verdict}");

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    /// <summary>A path below the working folder stays relative, so that a code host finds it.</summary>
    private static string UriOf(string path)
    {
        var parts = path.Replace('\\', '/').Split('/');
        var escaped = string.Join('/', parts.Where((part, index) => part is not "." || index > 0).Select(Uri.EscapeDataString));
        return Path.IsPathRooted(path) ? "file://" + (escaped.StartsWith('/') ? "" : "/") + escaped : escaped;
    }
}
