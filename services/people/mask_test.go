package people

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestMask(t *testing.T) {
	t.Run("a list shows the first character of a name and one star", func(t *testing.T) {
		for name, want := range map[string]string{
			"王小明": "王*", "王明": "王*", "王": "王*", "欧阳娜娜": "欧*", "阿卜杜拉·买买提": "阿*", "𠮷野家": "𠮷*",
			"Jack Ma": "J*", "élodie": "é*", "7号骑手": "7*", "  王小明": "王*", "（小王）": "小*", "\u200b\u202e王小明": "王*",
			"": "", " ": "*", "😀😀": "*", "\xff\xfe": "*", "*": "*",
		} {
			require.Equal(t, want, MaskName(name), "%q", name)
		}
	})
	t.Run("a list shows three figures of a phone number, four stars and four figures", func(t *testing.T) {
		for phone, want := range map[string]string{
			"13812345678": "138****5678", "+86 138 1234 5678": "138****5678", "138-1234-5678": "138****5678",
			"": "", "0459-6666666": "****", "1381234567": "****", "138123456789": "****", "王小明": "****", "\xff": "****",
		} {
			require.Equal(t, want, MaskPhone(phone), "%q", phone)
		}
	})
}

func FuzzMask(f *testing.F) {
	for _, s := range []string{"王小明", "13812345678", "+86 138 1234 5678", "", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		name := []rune(MaskName(text))
		require.LessOrEqual(t, len(name), 2)
		phone := MaskPhone(text)
		require.LessOrEqual(t, len(phone), 11)
		require.Equal(t, text != "", strings.Contains(phone, "****"))
		require.Equal(t, text != "", strings.HasSuffix(string(name), "*"))
	})
}
