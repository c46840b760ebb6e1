using Tamma.Catalog;
using Tamma.Discovery.Verification;
using Tamma.Providers;
using Tamma.Providers.Chat;
using Xunit;

namespace Tamma.Core.Tests.Discovery.Verification;

public sealed class VerificationVerdictTests
{
    private static readonly ModelKey s_key = new("zai", "glm-5.1");

    [Fact]
    public void A_model_that_answers_under_another_name_is_noted()
    {
        var verdict = VerificationVerdict.Of(Answered("glm-5.2"), s_key);

        Assert.Equal(new VerificationVerdict(Access.Callable, "answered as glm-5.2"), verdict);
        Assert.Null(VerificationVerdict.Of(Answered("GLM-5.1"), s_key)!.Reason);
        Assert.Null(VerificationVerdict.Of(Answered(null), s_key)!.Reason);
    }

    [Fact]
    public void A_refusal_keeps_the_providers_reason() =>
        Assert.Equal(
            new VerificationVerdict(Access.Refused, "model_not_supported: The requested model is not supported."),
            VerificationVerdict.Of(new ChatOutcome.Refused(ProviderFault.NotFound, "model_not_supported", "The requested model is not supported."), s_key));

    [Fact]
    public void What_is_inconclusive_changes_nothing()
    {
        foreach (var why in Enum.GetValues<ChatDoubt>())
        {
            Assert.Null(VerificationVerdict.Of(new ChatOutcome.Inconclusive(why, null, null), s_key));
            Assert.NotEmpty(VerificationVerdict.Explain(new ChatOutcome.Inconclusive(why, "word", null))!);
        }

        Assert.Null(VerificationVerdict.Of(new ChatOutcome.Unauthorised("invalid_api_key"), s_key));
        Assert.Equal(Access.NoCredential, VerificationVerdict.Of(new ChatOutcome.NoCredential(), s_key)!.Access);
    }

    private static ChatOutcome.Callable Answered(string? model) => new(model, null, null, null);
}
