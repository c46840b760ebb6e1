using CsCheck;
using Tamma.Server.Live;
using Xunit;

namespace Tamma.Server.Tests.Live;

/// <summary>Any bytes as a client's frame: a command, or an answer that says what is wrong, and never anything else.</summary>
public sealed class LiveFuzzTests
{
    private static readonly string s_folder = Path.Combine(Repository(), "fuzz", "corpus", "live");

    [Fact]
    public void Each_kept_frame_ends_as_it_did()
    {
        var files = Directory.EnumerateFiles(s_folder).ToList();
        Assert.True(files.Count >= 12, $"{files.Count} files in {s_folder}");
        Assert.All(files, file => Assert.Equal(Path.GetFileName(file).StartsWith("odd-", StringComparison.Ordinal), Judge(File.ReadAllBytes(file))));
    }

    [Fact]
    public void No_damage_is_anything_but_a_command_or_an_answer()
    {
        var kept = Directory.EnumerateFiles(s_folder).Select(File.ReadAllBytes).Where(frame => frame.Length > 0).ToArray();
        Gen.Select(Gen.OneOf(kept), Gen.Select(Gen.Int[0, 9_999], Gen.Byte).Array[0, 4], Gen.Int[0, 9_999]).Sample((frame, damages, end) =>
        {
            var damaged = frame.ToArray();
            foreach (var (place, value) in damages)
            {
                damaged[place % damaged.Length] = value;
            }

            _ = Judge(end % 3 == 0 ? damaged.AsSpan(0, end % (damaged.Length + 1)) : damaged);
        }, iter: 20_000);
    }

    [Fact]
    public void Nor_are_any_bytes() => Gen.Byte.Array[0, 200].Sample(bytes => { _ = Judge(bytes); }, iter: 20_000);

    /// <returns>Whether it is wrong.</returns>
    private static bool Judge(ReadOnlySpan<byte> frame)
    {
        var command = LiveCommand.Read(frame, new());
        if (command is LiveCommand.Wrong(var answer))
        {
            Assert.Equal("error", answer.Type);
            Assert.NotNull(answer.Error);
            Assert.NotEmpty(answer.Detail!);
            Assert.Equal(answer.Error == "invalid_filter", answer.FilterPosition is not null);
            return true;
        }

        return false;
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
