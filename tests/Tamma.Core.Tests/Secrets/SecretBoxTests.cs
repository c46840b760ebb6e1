using System.Security.Cryptography;
using CsCheck;
using Tamma.Security.Secrets;
using Xunit;

namespace Tamma.Core.Tests.Secrets;

public sealed class SecretBoxTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tamma-box-");

    private string KeyFile => Path.Combine(_folder.FullName, "keys", "secret.key");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void What_is_sealed_opens_at_its_place_only()
    {
        var box = new SecretBox(KeyFile);
        Gen.Select(Gen.String, Gen.String[1, 40], Gen.String[1, 40]).Sample(
            (secret, place, other) =>
            {
                var sealed1 = box.Seal(secret, place);
                Assert.Equal(secret, box.Open(sealed1, place));
                if (place != other)
                {
                    Assert.Throws<SecretException>(() => box.Open(sealed1, other));
                }
            },
            iter: 50);
    }

    [Fact]
    public void Any_changed_byte_is_noticed()
    {
        var box = new SecretBox(KeyFile);
        var blob = box.Seal("secret", "row");
        for (var i = 0; i < blob.Length; i++)
        {
            var changed = blob.ToArray();
            changed[i] ^= 1;
            Assert.Throws<SecretException>(() => box.Open(changed, "row"));
        }

        Assert.Throws<SecretException>(() => box.Open([], "row"));
    }

    [Fact]
    public void Any_bytes_are_refused_and_never_anything_else()
    {
        var box = new SecretBox(KeyFile);
        var blob = box.Seal("secret", "row");
        Gen.OneOf(Gen.Byte.Array[0, 80], Gen.Select(Gen.Int[0, blob.Length], Gen.Byte.Array[0, 40], (from, rest) => blob[..from].Concat(rest).ToArray())).Sample(
            bytes => Assert.True(bytes.SequenceEqual(blob) || Record.Exception(() => box.Open(bytes, "row")) is SecretException));
    }

    [Fact]
    public void The_same_secret_is_never_sealed_to_the_same_bytes_and_does_not_stand_in_them()
    {
        var box = new SecretBox(KeyFile);
        var (one, other) = (box.Seal("whsec_secret", "row"), box.Seal("whsec_secret", "row"));

        Assert.NotEqual(one, other);
        Assert.Equal(-1, one.AsSpan().IndexOf("whsec"u8));
    }

    [Fact]
    public void The_key_file_is_made_at_first_use_and_its_owner_alone_can_read_it()
    {
        var box = new SecretBox(KeyFile);
        Assert.False(File.Exists(KeyFile));

        var blob = box.Seal("secret", "row");

        Assert.Equal("secret", new SecretBox(KeyFile).Open(blob, "row"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile));
            File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
            Assert.Contains("chmod 600", Assert.Throws<SecretException>(() => box.Open(blob, "row")).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_new_key_on_top_seals_and_the_old_one_still_opens()
    {
        var box = new SecretBox(KeyFile);
        var old = box.Seal("old", "row");
        var first = File.ReadAllText(KeyFile);
        File.WriteAllText(KeyFile, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) + "\n" + first);

        var fresh = box.Seal("new", "row");

        Assert.Equal(("old", "new"), (box.Open(old, "row"), box.Open(fresh, "row")));
        File.WriteAllText(KeyFile, first);
        Assert.Equal("old", box.Open(old, "row"));
        Assert.Contains("is not in the key file", Assert.Throws<SecretException>(() => box.Open(fresh, "row")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("c2hvcnQ=")]
    public void A_damaged_key_file_is_not_replaced(string content)
    {
        var box = new SecretBox(KeyFile);
        box.Seal("secret", "row");
        File.WriteAllText(KeyFile, content);

        Assert.Throws<SecretException>(() => box.Seal("secret", "row"));
        Assert.Equal(content, File.ReadAllText(KeyFile));
    }

    [Fact]
    public void Two_that_start_at_once_use_one_key()
    {
        SecretKeyFile.Make(KeyFile);
        var first = File.ReadAllText(KeyFile);
        SecretKeyFile.Make(KeyFile);

        Assert.Equal(first, File.ReadAllText(KeyFile));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(KeyFile)!));
    }

    [Fact]
    public void Without_a_key_file_nothing_is_sealed() =>
        Assert.Contains("env:NAME", Assert.Throws<SecretException>(() => new SecretBox(null).Seal("secret", "row")).Message, StringComparison.Ordinal);

}
