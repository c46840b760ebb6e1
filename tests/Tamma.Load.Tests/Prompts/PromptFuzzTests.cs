using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using CsvHelper;
using CsvHelper.Configuration;
using Tamma.Client.Benchmarks;
using Tamma.Client.Benchmarks.Prompts;
using Tamma.Providers.Chat;
using Xunit;

namespace Tamma.Load.Tests.Prompts;

/// <summary>Any bytes: prompts that can be sent in each protocol, or an error that names the file, and never anything else.</summary>
public sealed class PromptFuzzTests
{
    private const int Damages = 20_000;

    private static readonly string s_folder = Path.Combine(Repository(), "fuzz", "corpus", "prompts");

    private static readonly string[] s_pieces =
    [
        "\"", "\"\"", ",", "\n", "\r\n", "\r", "prompt", "messages", "{", "}", "[", "]", ":", "null", "\\ud800", "\\u0000", "\ud83d\ude00", "\u2028", "\uFEFF", "max_tokens", "99999999999", "-1", "system", "user", "\0", " ",
        "tools", "\"type\":\"object\"", "{\"role\":\"user\",\"content\":\"x\"}", ";",
    ];

    [Fact]
    public void Each_kept_file_ends_as_it_did()
    {
        var files = Directory.EnumerateFiles(s_folder).ToList();
        Assert.True(files.Count >= 12, $"{files.Count} files in {s_folder}");
        foreach (var file in files)
        {
            var shouldBeRead = !Path.GetFileName(file).StartsWith("odd-", StringComparison.Ordinal);
            Assert.True(Judge(Path.GetFileName(file), File.ReadAllBytes(file)) == shouldBeRead, file);
        }
    }

    [Fact]
    public void No_damage_is_anything_but_prompts_or_an_error_that_names_the_file()
    {
        var kept = Directory.EnumerateFiles(s_folder).Select(file => (Path.GetFileName(file), File.ReadAllBytes(file))).ToArray();
        var read = 0;
        Gen.Select(Gen.Int[0, kept.Length - 1], Gen.Select(Gen.Int[0, 3], Gen.Int[0, 99_999], Gen.Int[0, 99_999]).Array[0, 4]).Sample(
            (which, damages) =>
            {
                var (name, whole) = kept[which];
                if (Judge(name, damages.Aggregate(whole, (bytes, damage) => Damage(bytes, damage.Item1, damage.Item2, damage.Item3))))
                {
                    Interlocked.Increment(ref read);
                }
            },
            iter: Damages,
            threads: 1);
        Assert.InRange(read, Damages / 20, Damages - 1);
    }

    [Fact]
    public void Pieces_in_any_order_are_judged() =>
        Gen.Select(Gen.OneOf(s_pieces).Array[0, 30].Select(string.Concat), Gen.OneOf(["p.csv", "p.jsonl", "p.txt", "tools.json"])).Sample(
            (text, name) => { _ = Judge(name, Encoding.UTF8.GetBytes(text)); },
            iter: Damages);

    /// <summary>CsvHelper 33.1 reads every record that we read as we do; we refuse what the standard does not allow, of which it makes what it can.</summary>
    [Fact]
    public void Tables_are_read_as_CsvHelper_reads_them() =>
        Gen.OneOf(["a", "bc", " ", ",", "\"", "\"\"", "\n", "\r\n", "\"x,y\"", "\"\n\"", "é", ";"]).Array[0, 24].Select(string.Concat).Sample(
            text =>
            {
                List<string[]> ours;
                try
                {
                    ours = [.. new Csv("p.csv", text).Records().Select(record => record.Fields.ToArray())];
                }
                catch (PromptFileException)
                {
                    return;
                }

                using var reader = new StringReader(text);
                using var parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null, IgnoreBlankLines = true, Mode = CsvMode.RFC4180 });
                var theirs = new List<string[]>();
                while (parser.Read())
                {
                    theirs.Add(parser.Record!);
                }

                Assert.Equal(theirs, ours);
            },
            iter: 20_000);

    [Fact]
    public void What_is_written_by_the_rules_is_read_as_it_was() =>
        Gen.OneOf(Gen.String, Gen.OneOf(["\"", ",", "\r", "\n", "a", "\r\n"]).Array[0, 6].Select(string.Concat)).Array[1, 4].Array[1, 5].Sample(
            rows =>
            {
                var text = string.Concat(rows.Select(row => string.Join(',', row.Select(field => $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\r\n"));
                Assert.Equal(rows, new Csv("p.csv", text).Records().Select(record => record.Fields.ToArray()));
            },
            iter: 5_000);

    private static bool Judge(string name, byte[] bytes)
    {
        LoadWorkload workload;
        try
        {
            workload = name.Contains("tools", StringComparison.Ordinal) ? new() { Tools = PromptFile.ReadTools(name, bytes) } : new() { Prompts = PromptFile.Read(name, bytes), Unique = true };
        }
        catch (PromptFileException ex)
        {
            Assert.StartsWith(name, ex.Message, StringComparison.Ordinal);
            Assert.EndsWith(".", ex.Message, StringComparison.Ordinal);
            Assert.InRange(ex.Message.Length, 20, 400);
            Assert.DoesNotContain(ex.Message, char.IsControl);
            return false;
        }

        // As it goes to the worker, and from there to a server.
        var plan = JsonSerializer.Deserialize(JsonSerializer.Serialize(Asked.Plan(workload, "m"), LoadJson.Default.LoadPlan), LoadJson.Default.LoadPlan)!;
        Assert.Null(PlanCheck.Mistake(plan));
        foreach (var protocol in Enum.GetValues<ChatProtocol>())
        {
            Assert.NotEqual(JsonValueKind.Undefined, Asked.Request(new(plan, protocol), 1).ValueKind);
        }

        return true;
    }

    private static byte[] Damage(byte[] bytes, int kind, int a, int b)
    {
        var at = bytes.Length == 0 ? 0 : a % bytes.Length;
        var to = Math.Min(bytes.Length, at + (b % 12));
        return kind switch
        {
            0 => bytes[..at],
            1 => [.. bytes[..at], .. bytes[to..]],
            2 => [.. bytes[..at], .. Encoding.UTF8.GetBytes(s_pieces[b % s_pieces.Length]), .. bytes[at..]],
            _ => [.. bytes[..at], (byte)b, .. bytes[to..]],
        };
    }

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Tamma.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Not run from inside the repository.");
        }

        return folder;
    }
}
