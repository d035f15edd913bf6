/** What people write, by how they rated. `field` phrases belong to one procedure field only. */
export interface Phrases {
  general: readonly string[]
  field: Readonly<Record<string, readonly string[]>>
}

export const SATISFIED: Phrases = {
  general: [
    'Cán bộ hướng dẫn tận tình, dễ hiểu.',
    'Giải quyết nhanh, trả kết quả trước hẹn.',
    'Thái độ phục vụ lịch sự, vui vẻ.',
    'Chỗ ngồi chờ sạch sẽ, thoáng mát.',
    'Tôi rất hài lòng, cảm ơn cán bộ một cửa.',
    'Thủ tục gọn hơn trước nhiều.',
    'Nộp hồ sơ trực tuyến được, đỡ phải đi lại.',
    'Đến là được tiếp ngay, không phải chờ lâu.',
    'Giấy tờ cần nộp được niêm yết rõ ràng.',
    'Người lớn tuổi như tôi được hỗ trợ làm giúp trên máy.',
    'Có nhắn tin báo khi hồ sơ xong, rất tiện.',
    'Làm việc đúng giờ, đúng hẹn.',
    'Rất tốt, mong cơ quan tiếp tục phát huy.',
  ],
  field: {
    land: ['Làm sổ đỏ nhanh hơn tôi nghĩ.', 'Được giải thích rõ về quy hoạch thửa đất trước khi nộp hồ sơ.'],
    construction: ['Xin giấy phép xây dựng nhà ở đúng hẹn, không phát sinh giấy tờ.'],
    investment: ['Đăng ký kinh doanh qua mạng thuận tiện, kết quả trả đúng hạn.'],
    health: ['Nhân viên y tế ân cần, giải thích kỹ.', 'Làm thủ tục bảo hiểm y tế nhanh gọn.'],
    education: [
      'Nhà trường hướng dẫn hồ sơ nhập học rất rõ.',
      'Xác nhận học bạ, giấy tờ cho con nhanh chóng.',
    ],
  },
}

export const NEUTRAL: Phrases = {
  general: [
    'Bình thường, không có gì đặc biệt.',
    'Thời gian chờ còn hơi lâu.',
    'Hướng dẫn được nhưng nên nói chậm và rõ hơn.',
    'Biểu mẫu còn nhiều chỗ khó hiểu.',
    'Chỗ để xe hơi chật.',
    'Buổi sáng đông quá, nên có thêm quầy tiếp nhận.',
    'Máy lấy số lúc được lúc không.',
    'Kết quả đúng nhưng trả muộn hơn tôi mong đợi.',
  ],
  field: {
    land: ['Hồ sơ đất đai còn phải photo nhiều bản.'],
    construction: ['Nên có mẫu bản vẽ để người dân tham khảo.'],
    investment: ['Quy trình ổn nhưng các bước trên mạng còn rườm rà.'],
    health: ['Đông người bệnh, chờ lấy số hơi lâu.'],
    education: ['Lịch nhận hồ sơ nhập học nên thông báo sớm hơn.'],
  },
}

export const DISSATISFIED: Phrases = {
  general: [
    'Phải đi lại nhiều lần mới nộp được hồ sơ.',
    'Mỗi lần đến lại yêu cầu thêm một loại giấy tờ.',
    'Trễ hẹn mà không có thông báo hay xin lỗi.',
    'Thái độ của người tiếp nhận chưa đúng mực.',
    'Chờ cả buổi sáng mà chưa đến lượt.',
    'Hướng dẫn không rõ, mỗi người nói một kiểu.',
    'Góp ý rồi nhưng không thấy trả lời.',
    'Hệ thống mạng bị lỗi, phải quay lại hôm sau.',
    'Đường xa, lên đến nơi thì báo không giải quyết được trong ngày.',
    'Phí và lệ phí không thấy niêm yết ở chỗ dễ nhìn.',
  ],
  field: {
    land: [
      'Hồ sơ tách thửa để quá lâu, hỏi thì bảo chờ đo đạc.',
      'Đính chính sai sót trên sổ đỏ mất quá nhiều thời gian.',
    ],
    construction: ['Giấy phép xây dựng trả trễ, nhà tôi lỡ ngày khởi công.'],
    investment: ['Doanh nghiệp phải giải trình nhiều lần cùng một nội dung.'],
    health: ['Chờ khám quá lâu, ghế ngồi không đủ.', 'Quầy thanh toán ít người nên ùn ứ.'],
    education: ['Thủ tục chuyển trường cho con phải đi lại nhiều nơi.'],
  },
}

/** Sometimes added to what was said. */
export const SUGGESTIONS: readonly string[] = [
  'Đề nghị bố trí thêm người vào đầu tuần.',
  'Mong có thêm ghế ngồi và nước uống.',
  'Nên mở thêm sáng thứ Bảy cho người đi làm.',
  'Mong nhắn tin báo trước khi trễ hẹn.',
  'Nên có người hỗ trợ bà con dân tộc thiểu số.',
  'Đề nghị niêm yết giấy tờ cần nộp ngay ở cửa.',
]
